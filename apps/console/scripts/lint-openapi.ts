import { createConfig, formatProblems, getTotals, lintFromString } from '@redocly/openapi-core';
import { readOpenApi } from './openapi-document.ts';

const config = await createConfig({ extends: ['recommended-strict'] });
const source = JSON.stringify(await readOpenApi(), null, 2);
const problems = await lintFromString({ source, absoluteRef: 'openapi.json', config });
formatProblems(problems, { format: 'codeframe', totals: getTotals(problems), version: '' });
if (problems.length > 0) process.exitCode = 1;

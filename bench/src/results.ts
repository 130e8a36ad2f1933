import { readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import type { Results } from './measured.ts';
import { judge } from './targets.ts';

const FILE = new URL('../results.json', import.meta.url);

/** Updates `results.json` with the parts that were measured, and judges all of them. */
export function writeResults(measured: Results): void {
  const { machine: _machine, targets: _targets, ...before } = readFile();
  const results: Results = { ...before, ...measured };
  writeFileSync(FILE, toJson({ machine: machine(), ...results, targets: judge(results) }));
}

export function machine(): string {
  const [cpu] = cpus();
  return `Node.js ${process.versions.node}, ${cpus().length} cores (${cpu?.model.trim() ?? 'unknown'})`;
}

function readFile(): Results & { machine?: unknown; targets?: unknown } {
  try {
    return JSON.parse(readFileSync(FILE, 'utf8')) as Results;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return {};
    throw error;
  }
}

function toJson(results: object): string {
  const round = (_key: string, value: unknown) =>
    typeof value === 'number' ? Number(value.toPrecision(5)) : value;
  return `${JSON.stringify(results, round, 2)}\n`;
}

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { TestProject } from 'vitest/node';
import startPostgres from '../apps/server/test/support/postgres-server.ts';
import { MUTATION_PARTS } from './mutation-parts.ts';

/**
 * Changes the code that guards something, one small change at a time, and finds the changes that no test notices. Arguments are names of
 * parts; without one, every part.
 */

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !Object.hasOwn(MUTATION_PARTS, name));
if (unknown.length > 0) {
  process.stderr.write(
    `No part ${unknown.join(', ')}. There are: ${Object.keys(MUTATION_PARTS).join(', ')}.\n`,
  );
  process.exit(2);
}

const databases: Record<string, string> = {};
const provide = (name: string, value: string) => {
  databases[name] = value;
};
const stopPostgres = await startPostgres({ provide } as unknown as TestProject);
let isStopped = false;
try {
  for (const name of wanted.length > 0 ? wanted : Object.keys(MUTATION_PARTS)) {
    if (isStopped) break;
    const code = await run(name);
    if (code !== 0) process.exitCode = code;
  }
} finally {
  await stopPostgres();
}

async function run(part: string): Promise<number> {
  process.stdout.write(`\n${part}:\n`);
  const env = {
    ...process.env,
    BOARDGATE_MUTATION_PART: part,
    BOARDGATE_TEST_DATABASES: JSON.stringify(databases),
  };
  const stryker = spawn('stryker', ['run'], { stdio: 'inherit', env });
  // Ctrl-C reaches both: Stryker ends in its own way, and PostgreSQL after it.
  const stop = () => {
    isStopped = true;
    stryker.kill();
  };
  process.on('SIGINT', stop).on('SIGTERM', stop);
  const [code] = await once(stryker, 'exit');
  process.off('SIGINT', stop).off('SIGTERM', stop);
  return code ?? 1;
}

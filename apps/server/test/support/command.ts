import { expect } from 'vitest';
import type { TestDatabase } from './databases.ts';
import { boardgate, type Ended } from './process.ts';

/** The command on one database, as a person uses it. */
export class Command {
  readonly #at: TestDatabase;
  readonly env: Record<string, string | undefined>;

  constructor(at: TestDatabase) {
    this.#at = at;
    this.env = { BOARDGATE_DATA_DIR: at.dataDir, BOARDGATE_DATABASE_URL: at.databaseUrl };
  }

  run(...args: string[]): Promise<Ended> {
    return boardgate(args, this.env);
  }

  async createPair(...args: string[]): Promise<{ accessKey: string; secretKey: string }> {
    return JSON.parse(await expectDone(this.run('keys', 'create', '--json', ...args)));
  }

  remove(): Promise<void> {
    return this.#at.remove();
  }
}

/** Expects success without a word on standard error. @returns what the command printed. */
export async function expectDone(ended: Promise<Ended>): Promise<string> {
  const { code, stdout, stderr } = await ended;
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return stdout;
}

/** Expects a refusal of one line, and nothing printed beside it. */
export async function expectRefused(
  ended: Promise<Ended>,
  message: string | RegExp,
  expectedCode: 1 | 2 = 1,
): Promise<void> {
  const { code, stdout, stderr } = await ended;
  expect(stdout).toBe('');
  expect(stderr).toMatch(message);
  expect(stderr.trimEnd().split('\n')).toHaveLength(1);
  expect(code).toBe(expectedCode);
}

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createSqlite, type TestDatabase } from './support/databases.ts';
import { collect, ServerProcess } from './support/process.ts';
import { until } from './support/until.ts';

const MAIN = fileURLToPath(new URL('../bin/boardgate.js', import.meta.url));

/** Runs a command in a terminal (util-linux). */
const SCRIPT = '/usr/bin/script';
const ESCAPE = '\u001b';

let at: TestDatabase;
beforeEach(async () => {
  at = await createSqlite();
});
afterEach(() => at.remove());

const refuse = (url: string) =>
  fetch(`${url}/v5/rooms`, { headers: { region: 'us-sv', 'x-request-id': 'refused-one' } });

test.each([
  ['text', /^\d\d:\d\d:\d\d\.\d{3}Z INFO {2}refused request=refused-one .*status=401/m],
  ['json', /^\{"level":30,.*"request":"refused-one".*"msg":"refused"\}$/m],
  ['auto', /^\{"level":30,.*"request":"refused-one".*"msg":"refused"\}$/m],
])('a log in the format %s, to a pipe', async (format, line) => {
  const server = await ServerProcess.start({ BOARDGATE_DATA_DIR: at.dataDir, BOARDGATE_LOG_FORMAT: format });
  await refuse(server.url);
  const { stderr } = await server.stop();
  expect(stderr).toMatch(line);
  expect(stderr).not.toContain(ESCAPE);
});

test.skipIf(!existsSync(SCRIPT)).each([
  ['in colours', {}, true],
  ['without colours if NO_COLOR is set', { NO_COLOR: '1' }, false],
])('in a terminal the log is text, %s', async (_name, variables, isColoured) => {
  const { NO_COLOR: _none, FORCE_COLOR: _neither, CI: _nor, ...inherited } = process.env;
  const env = {
    ...inherited,
    TERM: 'xterm-256color',
    BOARDGATE_DATA_DIR: at.dataDir,
    BOARDGATE_PORT: '0',
    ...variables,
  };
  const child = spawn(SCRIPT, ['-qefc', `'${process.execPath}' '${MAIN}' serve`, '/dev/null'], {
    env: env as NodeJS.ProcessEnv,
  });
  const output = collect(child);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the start line may be in colours
  const url = await until(() => /Boardgate serves \S*?(http:[^\s\u001b]+)\/v5/.exec(output.stdout)?.[1]);
  await refuse(url);
  const line = await until(() => /^.*refused .*$/m.exec(output.stdout)?.[0]);
  expect(line).toContain('INFO');
  expect(line.includes(ESCAPE)).toBe(isColoured);
  const exited = once(child, 'exit');
  // As Ctrl+C does.
  child.stdin.write('\u0003');
  await exited;
});

import { expect, test } from 'vitest';
import { createSqlite } from '../support/databases.ts';
import { boardgate } from '../support/process.ts';

test('typing errors are explained', async () => {
  for (const [args, message] of [
    [['token', 'sdk', '--lifespan', 'soon'], /Write 90s, 15m, 1h, 7d/],
    [['token', 'sdk', '--role', 'owner'], /Allowed choices are admin, writer, reader/],
    [['tokne'], /unknown command 'tokne'/],
    [['keys', 'create', '--projet', 'x'], /unknown option '--projet'/],
    [['keys', 'expire', 'some-key', 'soon'], /the time must be a time such as 2026-01-02T03:04:05Z/],
  ] as const) {
    const { code, stderr } = await boardgate(args);
    expect(stderr).toMatch(message);
    expect(stderr).not.toMatch(/\n +at /);
    expect(code).toBe(2);
  }
});

test('the help covers everything that a command concerns', async () => {
  const help = async (...args: string[]) =>
    (await boardgate([...args, '--help'])).stdout.replaceAll(/\s+/g, ' ');
  expect(await help('token', 'task')).toContain('issue a Task token for a file conversion Options:');
  expect(await help('projects', 'delete')).toContain('with its keys, rooms, conversions and revocations');
  expect(await help('projects', 'policy')).toContain('limits of a project for tokens and conversions');
  const audit = await help('audit');
  expect(audit).toContain('admin, console, operator:NAME, start, command:USER or key:AK');
  expect(audit).toContain('a project id, access key, room, task, revocation or webhook delivery');
});

test('an older Node.js is refused with the version that is required', async () => {
  const older = `data:text/javascript,Object.defineProperty(process.versions,'node',{value:'20.20.2'})`;
  const { code, stdout, stderr } = await boardgate(['--version'], { NODE_OPTIONS: `--import=${older}` });
  expect(stderr).toMatch(/^boardgate: Node.js 24 or newer is required, but this is 20.20.2: .*\n$/);
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
});

test('config check shows the values in effect, masks secrets, and exits 1 after a warning', async () => {
  const env = { BOARDGATE_DATABASE_URL: 'postgres://u:my-password@h/d', BOARDGATE_MAX_LIFESPAN_MS: '1000' };
  const good = await boardgate(['config', 'check'], env);
  expect(good.stdout).toMatch(/BOARDGATE_MAX_LIFESPAN_MS +1000\n/);
  expect(good.stdout).toMatch(/BOARDGATE_DATABASE_URL +\(set, not shown\)\n/);
  expect(good.stdout).not.toContain('my-password');
  expect(good.stdout).toContain('The configuration is valid.');
  expect(good.code).toBe(0);

  const odd = await boardgate(['config', 'check'], { BOARDGATE_TYPO: 'x' });
  expect([odd.code, odd.stdout]).toEqual([
    1,
    expect.stringContaining('warning: BOARDGATE_TYPO is no setting'),
  ]);
  const faulty = await boardgate(['config', 'check'], { BOARDGATE_PORT: 'x' });
  expect([faulty.code, faulty.stdout]).toEqual([1, '']);
});

test('a user without a name, as in a container, is named by number', async () => {
  const at = await createSqlite();
  try {
    const nameless = `data:text/javascript,import os from 'node:os';import { syncBuiltinESMExports } from 'node:module';os.userInfo=()=>{throw new Error('no such user')};syncBuiltinESMExports()`;
    const env = { BOARDGATE_DATA_DIR: at.dataDir, NODE_OPTIONS: `--import=${encodeURI(nameless)}` };
    const created = await boardgate(['projects', 'create', 'school'], env);
    expect([created.code, created.stderr]).toEqual([0, '']);
    const [entry] = JSON.parse((await boardgate(['audit', '--json'], env)).stdout);
    expect(entry.actor).toBe(`command:${process.getuid?.()}`);
  } finally {
    await at.remove();
  }
});

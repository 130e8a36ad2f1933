import { execFileSync } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { verifyToken } from '@boardgate/token';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { EMPTY_DATABASES, type TestDatabase } from './support/databases.ts';
import { boardgate, ServerProcess } from './support/process.ts';

describe.each(EMPTY_DATABASES)('a first start on $name', ({ create }) => {
  let at: TestDatabase;
  let env: Record<string, string | undefined>;
  let server: ServerProcess | undefined;
  beforeEach(async () => {
    at = await create();
    env = { BOARDGATE_DATA_DIR: join(at.dataDir, 'new', 'folder'), BOARDGATE_DATABASE_URL: at.databaseUrl };
  });
  afterEach(async () => {
    await server?.stop();
    await at.remove();
  });

  const printedKeys = (stdout: string) => ({
    accessKey: /access key \(AK\) +(\S+)/.exec(stdout)?.[1] ?? '',
    secretKey: /secret key \(SK\) +(\S+)/.exec(stdout)?.[1] ?? '',
  });
  /** Each command, which the shell reads over several lines. */
  const printedLines = (stdout: string) =>
    [...stdout.matchAll(/^.*curl -sS(?:.*[\\,]\n)*.*$/gm)].map(([command]) => command);
  const paste = (lines: string[]) =>
    execFileSync('sh', ['-c', lines.join('\n')], { encoding: 'utf8' })
      .trim()
      .split('\n');

  test('prints a key pair and three lines that, pasted, give an SDK token, a room and its Room token', async () => {
    server = await ServerProcess.start(env);
    const { accessKey, secretKey } = printedKeys(server.stdout);
    expect(accessKey).toMatch(/^[\w-]{16}$/);
    expect(secretKey).toMatch(/^[\w-]{32}$/);
    const lines = printedLines(server.stdout);
    expect(lines).toHaveLength(3);
    // A terminal of 80 columns breaks no URL, key or command.
    const copied = server.stdout.split('\n').filter((line) => !line.startsWith('Documents:'));
    for (const line of copied) expect(line.length).toBeLessThanOrEqual(80);
    // No log lines between the printed keys.
    expect(server.stderr).toBe('');

    const [sdkToken = '', room = '', roomToken = ''] = paste(lines);

    expect(verifyToken(sdkToken, { secretKey, kinds: ['sdk'] })).toMatchObject({ accessKey, role: 'admin' });
    expect(room).toMatch(/^[0-9a-f]{32}$/);
    expect(verifyToken(JSON.parse(roomToken), { secretKey, kinds: ['room'] }).uuid).toBe(room);
  });

  test('with RESOURCES=external the lines give an SDK token, a Room token and a Task token', async () => {
    server = await ServerProcess.start({ ...env, BOARDGATE_RESOURCES: 'external' });
    const { secretKey } = printedKeys(server.stdout);
    const [sdkToken = '', roomToken = '', taskToken = ''] = paste(printedLines(server.stdout));
    expect(verifyToken(sdkToken, { secretKey, kinds: ['sdk'] }).kind).toBe('sdk');
    expect(verifyToken(JSON.parse(roomToken), { secretKey, kinds: ['room'] }).uuid).toBe('UUID-OF-A-ROOM');
    expect(verifyToken(JSON.parse(taskToken), { secretKey, kinds: ['task'] }).uuid).toBe('UUID-OF-A-TASK');
  });

  test('the lines respect the maximum lifespan', async () => {
    server = await ServerProcess.start({ ...env, BOARDGATE_MAX_LIFESPAN_MS: '60000' });
    const [sdkToken = '', , roomToken = ''] = paste(printedLines(server.stdout));
    expect(sdkToken).toMatch(/^NETLESSSDK_/);
    expect(roomToken).toMatch(/^"NETLESSROOM_/);
  });

  test('prints the secret key once, never logs it, and stores it encrypted', async () => {
    server = await ServerProcess.start(env);
    const { accessKey, secretKey } = printedKeys(server.stdout);
    expect(server.stderr).not.toContain(secretKey);
    await server.stop();
    server = await ServerProcess.start(env);
    expect(server.stdout + server.stderr).not.toContain(secretKey);
    expect(server.stdout).not.toContain(accessKey);
    expect(printedLines(server.stdout)).toEqual([]);
    for (const name of readdirSync(env.BOARDGATE_DATA_DIR ?? '')) {
      expect(execFileSync('cat', [join(env.BOARDGATE_DATA_DIR ?? '', name)]).includes(secretKey)).toBe(false);
    }
  });

  test('prints an admin token once, which stays valid for /v1, and stores only its digest', async () => {
    server = await ServerProcess.start(env);
    const adminToken = /admin token +(\S+)/.exec(server.stdout)?.[1] ?? '';
    expect(adminToken).toMatch(/^boardgate_admin_[\w-]{43}$/);
    const open = async (url: string, token: string) =>
      (await fetch(`${url}/v1/projects`, { headers: { authorization: `Bearer ${token}` } })).status;
    expect(await open(server.url, adminToken)).toBe(200);
    await server.stop();
    server = await ServerProcess.start(env);
    expect(server.stdout + server.stderr).not.toContain(adminToken);
    expect(server.stdout).not.toContain('admin token');
    expect(await open(server.url, adminToken)).toBe(200);
    expect(await open(server.url, `${adminToken}x`)).toBe(401);
    for (const name of readdirSync(env.BOARDGATE_DATA_DIR ?? '')) {
      expect(execFileSync('cat', [join(env.BOARDGATE_DATA_DIR ?? '', name)]).includes(adminToken)).toBe(
        false,
      );
    }
  });

  test('a configured admin token takes effect, also in place of an earlier one, and is never printed', async () => {
    await (await ServerProcess.start(env)).stop();
    const adminToken = 'from-the-environment-1234';
    server = await ServerProcess.start({ ...env, BOARDGATE_ADMIN_TOKEN: adminToken });
    expect(server.stdout + server.stderr).not.toContain(adminToken);
    expect(server.stdout).not.toContain('admin token');
    const headers = { authorization: `Bearer ${adminToken}` };
    expect((await fetch(`${server.url}/v1/projects`, { headers })).status).toBe(200);
    const refused = await boardgate(['config', 'check'], { ...env, BOARDGATE_ADMIN_TOKEN: 'short' });
    expect(refused.stderr).toMatch(
      /^boardgate: BOARDGATE_ADMIN_TOKEN must be 16 to 256 visible ASCII characters/,
    );
  });

  const signIn = (url: string, code: string) =>
    fetch(`${url}/v1/session`, {
      method: 'POST',
      headers: { 'x-boardgate-console': '1' },
      body: JSON.stringify({ code }),
    });
  const codeIn = (text: string) => /^ *(http\S+)\/console#code=([\w-]{43})$/m.exec(text) ?? [];

  test('prints a sign-in link for the console that works once; later starts print new links until somebody signs in', async () => {
    server = await ServerProcess.start(env);
    const [, url, missed = ''] = codeIn(server.stdout);
    expect(url).toBe(server.url);
    expect(server.stdout).toContain('open this link. It signs you in once,\nwithin 15 minutes:');
    await server.stop();

    server = await ServerProcess.start(env);
    const [, , code = ''] = codeIn(server.stdout);
    expect(code).not.toBe(missed);
    expect((await signIn(server.url, code)).status).toBe(201);
    expect((await signIn(server.url, code)).status).toBe(401);
    expect(server.stderr).not.toContain(code);
    await server.stop();

    server = await ServerProcess.start(env);
    expect(codeIn(server.stdout)).toEqual([]);
    expect(server.stdout).toContain(
      `\nConsole: ${server.url}/console (for a sign-in link: npx boardgate console)\n`,
    );
  });

  test('the sign-in link begins with the public URL, also if the keys are configured', async () => {
    const pair = { BOARDGATE_ACCESS_KEY: 'ci-ak', BOARDGATE_SECRET_KEY: 'ci-sk' };
    server = await ServerProcess.start({
      ...env,
      ...pair,
      BOARDGATE_PUBLIC_URL: 'https://boards.example.org',
    });
    expect(codeIn(server.stdout)[1]).toBe('https://boards.example.org');
  });

  test('prints no sign-in link if the admin token is configured', async () => {
    server = await ServerProcess.start({ ...env, BOARDGATE_ADMIN_TOKEN: 'from-the-environment-1234' });
    expect(server.stdout).not.toContain('code=');
    expect(server.stdout).toContain('npx boardgate console');
  });

  test('`boardgate console` prints a sign-in link once there is an admin token', async () => {
    const early = await boardgate(['console'], env);
    expect(early).toEqual({ code: 1, stdout: '', stderr: expect.stringMatching(/^boardgate: there is no /) });
    server = await ServerProcess.start(env);
    const printed = await boardgate(['console', '--public-url', 'https://boards.example.org/'], env);
    expect(printed).toMatchObject({ code: 0, stderr: '' });
    const [, url, code = ''] = codeIn(printed.stdout.trimEnd());
    expect(url).toBe('https://boards.example.org');
    expect((await signIn(server.url, code)).status).toBe(201);
    const own = await boardgate(['console'], { ...env, BOARDGATE_HOST: '::', BOARDGATE_PORT: '8081' });
    expect(codeIn(own.stdout.trimEnd())[1]).toBe('http://[::1]:8081');
    const nowhere = await boardgate(['console'], { ...env, BOARDGATE_PORT: '0' });
    expect([nowhere.code, nowhere.stderr]).toEqual([
      1,
      'boardgate: BOARDGATE_PORT is 0, so the port of the server is unknown: set its address as BOARDGATE_PUBLIC_URL\n',
    ]);
  });

  test('only the owner can read the master key', async () => {
    server = await ServerProcess.start(env);
    const folder = env.BOARDGATE_DATA_DIR ?? '';
    expect(statSync(join(folder, 'master.key')).mode & 0o777).toBe(0o600);
    expect(statSync(folder).mode & 0o777).toBe(0o700);
  });

  test('a configured pair is imported once, used by the printed lines, and never printed', async () => {
    const pair = { BOARDGATE_ACCESS_KEY: 'vendor ak/+"', BOARDGATE_SECRET_KEY: 'vendor-sk-密' };
    server = await ServerProcess.start({ ...env, ...pair });
    await server.stop();
    server = await ServerProcess.start({ ...env, ...pair });
    expect(server.stdout + server.stderr).not.toContain(pair.BOARDGATE_SECRET_KEY);
    expect(server.stdout).not.toContain('first start');

    const answer = await fetch(`${server.url}/v5/tokens/teams`, {
      method: 'POST',
      headers: { region: 'sg' },
      body: JSON.stringify({
        accessKey: 'vendor ak/+"',
        secretAccessKey: 'vendor-sk-密',
        lifespan: 1000,
        role: 'reader',
      }),
    });
    expect(answer.status).toBe(201);
    expect(
      verifyToken((await answer.json()) as string, { secretKey: 'vendor-sk-密', kinds: ['sdk'] }).accessKey,
    ).toBe('vendor ak/+"');
    const listed = await boardgate(['keys', 'list', '--json'], env);
    expect(JSON.parse(listed.stdout)).toMatchObject([{ accessKey: 'vendor ak/+"', projectName: 'default' }]);
  });

  test('the printed lines work with a configured pair', async () => {
    const pair = { BOARDGATE_ACCESS_KEY: 'ci-access-key', BOARDGATE_SECRET_KEY: 'ci-secret-key' };
    server = await ServerProcess.start({ ...env, ...pair });
    const script = printedLines(server.stdout).join('\n');
    const output = execFileSync('sh', ['-c', script], { encoding: 'utf8', env: { ...process.env, ...pair } });
    const [, , roomToken = ''] = output.trim().split('\n');
    expect(
      verifyToken(JSON.parse(roomToken), { secretKey: 'ci-secret-key', kinds: ['room'] }).accessKey,
    ).toBe('ci-access-key');
  });

  test('a configured access key that is stored with a different secret key stops the start', async () => {
    const pair = { BOARDGATE_ACCESS_KEY: 'ak', BOARDGATE_SECRET_KEY: 'one' };
    await (await ServerProcess.start({ ...env, ...pair })).stop();
    const ended = await boardgate(['serve'], {
      ...env,
      ...pair,
      BOARDGATE_PORT: '0',
      BOARDGATE_SECRET_KEY: 'two',
    });
    expect(ended.code).toBe(1);
    expect(ended.stderr).toMatch(
      /^boardgate: BOARDGATE_ACCESS_KEY ak is stored with a different secret key: .*\n$/,
    );
  });
});

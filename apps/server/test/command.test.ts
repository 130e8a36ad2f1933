import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { decodeUnverifiedToken, signSdkToken, verifyToken } from '@boardgate/token';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { DATABASES, EMPTY_DATABASES, type TestDatabase } from './support/databases.ts';
import { boardgate, type Ended, ServerProcess } from './support/process.ts';

const HOUR = 3_600_000;

describe.each(DATABASES)('the boardgate command on $name', ({ create }) => {
  let at: TestDatabase;
  let env: Record<string, string | undefined>;
  beforeEach(async () => {
    at = await create();
    env = { BOARDGATE_DATA_DIR: at.dataDir, BOARDGATE_DATABASE_URL: at.databaseUrl };
  });
  afterEach(() => at.remove());

  const run = (...args: string[]) => boardgate(args, env);

  async function expectDone(ended: Promise<Ended>): Promise<string> {
    const { code, stdout, stderr } = await ended;
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    return stdout;
  }
  async function expectRefused(ended: Promise<Ended>, message: string | RegExp): Promise<void> {
    const { code, stdout, stderr } = await ended;
    expect(stdout).toBe('');
    expect(stderr).toMatch(message);
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
    expect(code).toBe(1);
  }
  const createPair = async (...args: string[]) =>
    JSON.parse(await expectDone(run('keys', 'create', '--json', ...args))) as {
      accessKey: string;
      secretKey: string;
    };

  test('projects: create, list, disable, enable, and refusals', async () => {
    expect(await expectDone(run('projects', 'list'))).toContain('No projects yet');
    expect(await expectDone(run('projects', 'create', 'School A'))).toMatch(
      /AppIdentifier is [\w-]{22}\/[\w-]{14}\n/,
    );
    await expectRefused(
      run('projects', 'create', 'School A'),
      /^boardgate: a project named "School A" already exists\n$/,
    );
    await expectRefused(run('projects', 'create', ''), /must be 1 to 64 characters/);
    await expectRefused(run('projects', 'disable', 'nope'), /^boardgate: no project named "nope"/);

    await expectDone(run('projects', 'disable', 'School A'));
    expect(await expectDone(run('projects', 'list'))).toMatch(
      /NAME +APP IDENTIFIER +CREATED +STATE\nSchool A .* disabled\n/,
    );
    await expectDone(run('projects', 'enable', 'School A'));
    expect(JSON.parse(await expectDone(run('projects', 'list', '--json')))).toMatchObject([
      { name: 'School A', disabled: false },
    ]);
  });

  test('keys: create, list, import, delete, and refusals', async () => {
    await expectRefused(run('keys', 'create'), /^boardgate: no project named "default"/);
    await expectDone(run('projects', 'create', 'default'));
    await expectDone(run('projects', 'create', 'other'));
    expect(await expectDone(run('keys', 'list'))).toContain('No access keys yet');
    const pair = await createPair();
    expect(pair).toEqual({
      accessKey: expect.stringMatching(/^\w[\w-]{15}$/),
      secretKey: expect.stringMatching(/^\w[\w-]{31}$/),
    });

    const imported = boardgate(['keys', 'import', 'vendor-ak', '--project', 'other'], env, 'vendor-sk\n');
    expect(await expectDone(imported)).toContain(
      'Imported the access key vendor-ak into the project "other"',
    );
    await expectRefused(
      boardgate(['keys', 'import', 'vendor-ak'], env, 'x'),
      /the access key vendor-ak already exists/,
    );
    await expectRefused(boardgate(['keys', 'import', 'second'], env, ''), /no secret key on standard input/);

    const listed = await expectDone(run('keys', 'list'));
    expect(listed).toContain(pair.accessKey);
    expect(listed).not.toContain(pair.secretKey);
    expect(listed).not.toContain('vendor-sk');
    expect(JSON.parse(await expectDone(run('keys', 'list', '--json', '--project', 'other')))).toMatchObject([
      { accessKey: 'vendor-ak' },
    ]);
    await expectDone(run('keys', 'delete', 'vendor-ak'));
    await expectRefused(run('keys', 'delete', 'vendor-ak'), /^boardgate: no access key vendor-ak/);
    await expectRefused(run('keys', 'disable', 'nope'), /^boardgate: no access key nope/);
  });

  test('token sdk: prints only the token, signed with the stored key', async () => {
    await expectDone(run('projects', 'create', 'default'));
    await expectRefused(run('token', 'sdk'), /the project "default" has no enabled access key/);
    const pair = await createPair();
    const before = Date.now();
    const token = (await expectDone(run('token', 'sdk', '--role', 'writer', '--lifespan', '15m'))).trimEnd();

    const claims = verifyToken(token, { secretKey: pair.secretKey, kinds: ['sdk'] });
    expect(claims).toMatchObject({ accessKey: pair.accessKey, role: 'writer' });
    expect((claims.expiresAt ?? 0) - before).toBeGreaterThanOrEqual(900_000);
    expect((claims.expiresAt ?? 0) - Date.now()).toBeLessThanOrEqual(900_000);
    const forEver = (await expectDone(run('token', 'sdk', '--lifespan', '0'))).trimEnd();
    expect(decodeUnverifiedToken(forEver).expiresAt).toBeUndefined();
  });

  test('token room and task: for existing rooms and tasks, or any with external resources', async () => {
    await expectDone(run('projects', 'create', 'default'));
    const pair = await createPair();
    await expectRefused(run('token', 'room', 'no-such-room'), /room not found/);
    await expectRefused(run('token', 'task', 'some-task'), /task not found/);
    for (const kind of ['room', 'task'] as const) {
      const token = (await expectDone(run('--resources', 'external', 'token', kind, 'their-uuid'))).trimEnd();
      expect(verifyToken(token, { secretKey: pair.secretKey, kinds: [kind] }).uuid).toBe('their-uuid');
    }
  });

  test('token room and task: of another project, the message names it', async () => {
    await expectDone(run('projects', 'create', 'default'));
    await expectDone(run('projects', 'create', 'Other "school"'));
    await createPair();
    const other = await createPair('--project', 'Other "school"');
    const server = await ServerProcess.start(env);
    const uuidOf = async (path: string, body: object) => {
      const token = signSdkToken({ ...other, role: 'admin', lifespanMs: HOUR });
      const headers = { token, region: 'sg' };
      const answer = await fetch(`${server.url}${path}`, {
        method: 'POST',
        headers,
        body: JSON.stringify(body),
      });
      return ((await answer.json()) as { uuid: string }).uuid;
    };
    const room = await uuidOf('/v5/rooms', {});
    const task = await uuidOf('/v5/projector/tasks', { resource: 'https://127.0.0.1:1/x.pdf' });
    await server.stop();
    for (const [kind, uuid] of [
      ['room', room],
      ['task', task],
    ] as const) {
      await expectRefused(
        run('token', kind, uuid),
        `boardgate: the ${kind} ${uuid} belongs to the project "Other \\"school\\"": use --project "Other \\"school\\"", or --key with an access key of that project\n`,
      );
      await expectDone(run('token', kind, uuid, '--project', 'Other "school"'));
      const token = (await expectDone(run('token', kind, uuid, '--key', other.accessKey))).trimEnd();
      expect(verifyToken(token, { secretKey: other.secretKey, kinds: [kind] }).uuid).toBe(uuid);
      const used = await expectDone(run('usage', '--json', '--key', other.accessKey));
      expect(JSON.parse(used)).toContainEqual(expect.objectContaining({ accessKey: other.accessKey, kind }));
      await expectRefused(run('token', kind, '0'.repeat(32)), `${kind} not found\n`);
    }
  });

  test('typing errors are explained', async () => {
    for (const [args, message] of [
      [['token', 'sdk', '--lifespan', 'soon'], /Write 90s, 15m, 1h, 7d/],
      [['token', 'sdk', '--role', 'owner'], /Allowed choices are admin, writer, reader/],
      [['tokne'], /unknown command 'tokne'/],
      [['keys', 'create', '--projet', 'x'], /unknown option '--projet'/],
      [['keys', 'expire', 'some-key', 'soon'], /the time must be a time such as 2026-01-02T03:04:05Z/],
    ] as const) {
      const { code, stderr } = await boardgate(args, env);
      expect(stderr).toMatch(message);
      expect(stderr).not.toMatch(/\n +at /);
      expect(code).toBe(1);
    }
  });

  test('token inspect: says whether a token is valid and, if not, why', async () => {
    await expectDone(run('projects', 'create', 'default'));
    const { accessKey, secretKey } = await createPair();
    const inspect = async (token: string) => {
      const { code, stdout } = await boardgate(['token', 'inspect', '-'], env, `${token}\n`);
      return { code, stdout };
    };
    const good = signSdkToken({ accessKey, secretKey, role: 'reader', lifespanMs: HOUR });

    const told = await inspect(good);
    expect(told.code).toBe(0);
    expect(told.stdout).toMatch(
      /kind +SDK token\naccess key +\S+\nrole +reader\nissued +20\S+Z\nexpires +\S+Z \(in 59 min \d+ s\)\n/,
    );
    expect(told.stdout).toContain('Valid: the signature is correct');
    expect(told.stdout).not.toContain(good);
    expect((await boardgate(['token', 'inspect', good], env)).code).toBe(0);

    const past = Date.now() - 3 * HOUR;
    const cases: [string, string][] = [
      ['nonsense', 'Refused (format): This is not a token: no token prefix.'],
      [good.slice(0, -10), 'Refused ('],
      [
        signSdkToken({ accessKey, secretKey: 'wrong', role: 'admin', lifespanMs: 0 }),
        'Refused (signature): ',
      ],
      [
        signSdkToken({ accessKey: 'unknown', secretKey, role: 'admin', lifespanMs: 0 }),
        'Refused (unknown-key): ',
      ],
      [
        signSdkToken({ accessKey, secretKey, role: 'admin', lifespanMs: HOUR, now: past }),
        'Refused (expired, clock-skew): ',
      ],
    ];
    for (const [token, sentence] of cases) {
      const { code, stdout } = await inspect(token);
      expect(stdout).toContain(sentence);
      expect(code).toBe(1);
    }
    await expectDone(run('keys', 'disable', accessKey));
    expect((await inspect(good)).stdout).toMatch(
      /Refused \(disabled\): The access key \S+ is disabled: enable it/,
    );
  });

  test('token inspect --for: whether a good token permits an operation', async () => {
    await expectDone(run('projects', 'create', 'default'));
    const { accessKey, secretKey } = await createPair();
    const token = signSdkToken({ accessKey, secretKey, role: 'reader', lifespanMs: HOUR });
    const inspect = async (...args: string[]) => {
      const { code, stdout } = await run('token', 'inspect', token, ...args);
      return { code, last: stdout.trimEnd().split('\n').at(-1) };
    };
    expect(await inspect('--for', 'list-rooms')).toEqual({
      code: 1,
      last: 'Valid, but an SDK token with the role reader cannot list rooms: that takes an SDK token with the role writer or admin.',
    });
    expect(await inspect('--for', 'issue-room-token')).toEqual({
      code: 0,
      last: 'Valid: the signature is correct, and this server accepts the token. An SDK token with the role reader can issue Room tokens, with the role reader.',
    });
    const { code, stdout } = await run('token', 'inspect', `"${token}"`, '--for', 'list-rooms');
    expect(stdout).toMatch(
      /Refused \(format, quotes\):\n {2}1\. There are quotes .*\n {2}2\. Besides, an SDK token/,
    );
    expect(code).toBe(1);
    expect(
      JSON.parse((await run('token', 'inspect', token, '--for', 'list-rooms', '--json')).stdout),
    ).toMatchObject({
      valid: true,
      permission: { operation: 'list-rooms', permitted: false, needs: { sdk: 'writer' } },
    });
    await expectRefused(
      run('token', 'inspect', token, '--for', 'list-room'),
      /Allowed choices are issue-room-token, /,
    );
  });

  test("token inspect: times in the reader's zone and in UTC, and warnings", async () => {
    await expectDone(run('projects', 'create', 'default'));
    const { accessKey, secretKey } = await createPair();
    const now = Date.UTC(2026, 0, 2, 3, 4, 5);
    const token = signSdkToken({ accessKey, secretKey, role: 'admin', lifespanMs: now + HOUR, now });
    const inspect = async (TZ: string) =>
      (await boardgate(['token', 'inspect', token], { ...env, TZ })).stdout;

    const inChina = await inspect('Asia/Shanghai');
    expect(inChina).toContain('issued      2026-01-02T03:04:05Z = 2026-01-02 11:04:05 +08:00\n');
    expect(inChina).toMatch(/expires +2082-01-03T07:08:10Z = 2082-01-03 15:08:10 \+08:00 \(in \d+ d/);
    expect(inChina).toMatch(
      /\nWarning: The token is good for .*2026-01-02T04:04:05.000Z.*where the lifespan belongs/,
    );
    expect(await inspect('America/St_Johns')).toContain('= 2026-01-01 23:34:05 -03:30\n');
    expect(await inspect('UTC')).toContain('issued      2026-01-02T03:04:05Z\n');
  });

  test('a change takes effect in a running server at once', async () => {
    const server = await ServerProcess.start(env);
    try {
      const { accessKey, secretKey } = await createPair();
      const token = signSdkToken({ accessKey, secretKey, role: 'admin', lifespanMs: HOUR });
      const status = async () => {
        const answer = await fetch(`${server.url}/v5/rooms`, {
          method: 'POST',
          headers: { token, region: 'sg' },
        });
        await answer.body?.cancel();
        return answer.status;
      };
      /** PostgreSQL's word of a change travels by itself. */
      const expectSoon = (expected: number) => expect.poll(status).toBe(expected);

      expect(await status()).toBe(201);
      await expectDone(run('keys', 'disable', accessKey));
      await expectSoon(403);
      await expectDone(run('keys', 'enable', accessKey));
      await expectSoon(201);
      await expectDone(run('projects', 'disable', 'default'));
      await expectSoon(403);
      await expectDone(run('projects', 'enable', 'default'));
      await expectSoon(201);
      await expectDone(run('keys', 'delete', accessKey));
      await expectSoon(401);
    } finally {
      await server.stop();
    }
  });
});

describe('boardgate config', () => {
  test('check shows the values in effect, masks secrets, and exits 1 after a warning', async () => {
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
});

describe('unusual users and tokens', () => {
  let at: TestDatabase;
  beforeEach(async () => {
    at = await DATABASES[0].create();
  });
  afterEach(() => at.remove());

  test('a user without a name, as in a container, is named by number', async () => {
    const nameless = `data:text/javascript,import os from 'node:os';import { syncBuiltinESMExports } from 'node:module';os.userInfo=()=>{throw new Error('no such user')};syncBuiltinESMExports()`;
    const env = { BOARDGATE_DATA_DIR: at.dataDir, NODE_OPTIONS: `--import=${encodeURI(nameless)}` };
    const created = await boardgate(['projects', 'create', 'school'], env);
    expect([created.code, created.stderr]).toEqual([0, '']);
    const [entry] = JSON.parse((await boardgate(['audit', '--json'], env)).stdout);
    expect(entry.actor).toBe(`command:${process.getuid?.()}`);
  });

  test('token inspect prints no control character of a token', async () => {
    const claims = 'ak=a%1B%5B2J&nonce=n&role=0&sig=00&%0Akind%1B%C2%9B=x%7F';
    const token = `NETLESSSDK_${Buffer.from(claims).toString('base64url')}`;
    const { stdout } = await boardgate(['token', 'inspect', token], { BOARDGATE_DATA_DIR: at.dataDir });
    expect(stdout).toContain('access key  a\\u001b[2J');
    expect(stdout).toContain('extra \\nkind\\u001b\\u009b');
    expect(stdout.replaceAll('\n', '')).not.toMatch(/\p{Cc}/u);
  });
});

describe.each(EMPTY_DATABASES)('outside the data folder, on $name', ({ create }) => {
  let at: TestDatabase;
  beforeEach(async () => {
    at = await create();
  });
  afterEach(() => at.remove());

  test.each([
    'console',
    'token sdk',
    'token inspect x',
    'projects list',
    'keys list',
    'keys create',
    'audit',
    'usage',
    'admin-token new',
    'revocations list',
    'tasks list',
    'webhooks list',
    'convert x.pdf',
  ])('%s creates nothing, and says where it looked', async (command) => {
    const folder = join(at.dataDir, 'elsewhere');
    const env = { BOARDGATE_DATA_DIR: folder, BOARDGATE_DATABASE_URL: at.databaseUrl };
    const { code, stdout, stderr } = await boardgate(command.split(' '), env);
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(/^boardgate: there is no Boardgate in [^\n]*\n$/);
    expect(stderr).toContain(`there is no Boardgate in ${folder}: `);
    expect(existsSync(folder)).toBe(false);
  });

  test('projects create begins a new one', async () => {
    const folder = join(at.dataDir, 'elsewhere');
    const env = { BOARDGATE_DATA_DIR: folder, BOARDGATE_DATABASE_URL: at.databaseUrl };
    expect(await boardgate(['projects', 'create', 'school'], env)).toMatchObject({ code: 0, stderr: '' });
    expect(await boardgate(['keys', 'create', '--project', 'school'], env)).toMatchObject({ code: 0 });
  });
});

test('the help covers everything that a command concerns', async () => {
  const help = async (...args: string[]) =>
    (await boardgate([...args, '--help'])).stdout.replaceAll(/\s+/g, ' ');
  expect(await help('token', 'task')).toContain('issue a Task token for a file conversion Options:');
  expect(await help('projects', 'delete')).toContain('with its keys, rooms, conversions and revocations');
  expect(await help('projects', 'policy')).toContain('limits of a project for tokens and conversions');
  const audit = await help('audit');
  expect(audit).toContain('admin, console, start, command:USER or key:AK');
  expect(audit).toContain('a project id, access key, room, task, revocation or webhook delivery');
});

test('an older Node.js is refused with the version that is required', async () => {
  const older = `data:text/javascript,Object.defineProperty(process.versions,'node',{value:'20.20.2'})`;
  const { code, stdout, stderr } = await boardgate(['--version'], { NODE_OPTIONS: `--import=${older}` });
  expect(stderr).toMatch(/^boardgate: Node.js 24 or newer is required, but this is 20.20.2: .*\n$/);
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
});

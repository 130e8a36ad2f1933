import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { DATABASES, type TestDatabase } from './support/databases.ts';
import { boardgate, ServerProcess } from './support/process.ts';

const MAIN = fileURLToPath(new URL('../bin/boardgate.js', import.meta.url));
const page = readFileSync(new URL('../../../docs/operations.md', import.meta.url), 'utf8');
const blocks = [...page.matchAll(/^```sh\n(.*?)^```$/gms)].map(([, block = '']) => block);

describe.each(DATABASES)('docs/operations.md, with a server on $name', ({ create }) => {
  let at: TestDatabase;
  let server: ServerProcess;
  let env: Record<string, string | undefined>;
  beforeEach(async () => {
    at = await create();
    env = { BOARDGATE_DATA_DIR: at.dataDir, BOARDGATE_DATABASE_URL: at.databaseUrl };
    server = await ServerProcess.start(env);
  });
  afterEach(async () => {
    await server.stop();
    await at.remove();
  });

  /** Runs all commands in one shell, as if pasted, and gives the output of each block. */
  async function runAll(adminToken: string): Promise<string[]> {
    const script = [
      'set -eu',
      // Without `npx`, which resolves the command every time. `curl -f` turns a refusal into a failure.
      'npx() { shift; "$NODE" "$MAIN" "$@"; }',
      'curl() { command curl -f "$@"; echo; }',
      ...blocks.map((block) => `${block}\necho '--- next'`),
    ].join('\n');
    const settings = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined));
    const shell = spawn('sh', ['-c', script], {
      env: {
        ...process.env,
        ...settings,
        NODE: process.execPath,
        MAIN,
        SERVER: server.url,
        ADMIN_TOKEN: adminToken,
      },
    });
    let output = '';
    for (const stream of [shell.stdout, shell.stderr]) {
      stream.on('data', (chunk) => {
        output += chunk;
      });
    }
    const [code] = await once(shell, 'close');
    expect({ code, output }).toEqual({ code: 0, output: expect.any(String) });
    return output.split('--- next\n');
  }

  test('every command does what the page says', async () => {
    expect(blocks.length).toBeGreaterThan(9);
    const adminToken = /admin token +(\S+)/.exec(server.stdout)?.[1] ?? '';
    const [
      create = '',
      list = '',
      quotas = '',
      rotate = '',
      ,
      ,
      revoke = '',
      ,
      inspect = '',
      audit = '',
      usage = '',
      overview = '',
      rooms = '',
      link = '',
      operators = '',
      fresh = '',
      ready = '',
      doctor = '',
      backup = '',
      masterKey = '',
      end = '',
    ] = await runAll(adminToken);

    expect(create).toContain('Created the project "school"');
    expect(create).toMatch(
      /Maximum lifespan of room tokens: 1 d\.\nPermanent tokens are not allowed\.\nHighest role of tokens: writer\./,
    );
    expect(JSON.parse(list).projects).toHaveLength(2);
    expect(quotas).toMatch(/each access key, on each server: 200\.\nMaximum number of rooms: 5000\.\n$/);
    expect(rotate).toMatch(/Switch to the new key by \S+Z\. Until then \S+ and its tokens stay valid\./);
    expect(rotate).toMatch(/app server .* enabled until \S+Z\n\S+ +app server .* never +0 +enabled\n/);
    expect(revoke).toMatch(
      /This token is refused from now on\.\nTo undo: boardgate revocations delete "token:/,
    );
    expect(revoke).toContain('So are those whose nonce carries no time of issue');
    expect(revoke).toMatch(/key:\S+ .* laptop lost\nproject:\S+ /);
    expect(inspect).toMatch(/Refused \(revoked\): .*\(pasted into a chat\): issue a new one/);
    expect(inspect).toContain('"reason": "revoked"');
    expect(audit).toMatch(/TIME +ACTOR +ADDRESS +ACTION +SUBJECT +CHANGE\n/);
    expect(audit).toMatch(/key\.rotate +\S+ +expiresAt - → "\S+", replacedBy - → /);
    expect(audit).toMatch(/ admin +127\.0\.0\.1 +revocation\.create /);
    expect(usage).toMatch(/HOUR +ACCESS KEY +KIND +ROLE +ISSUED +REFUSED\n\S+ +\S+ +sdk +writer +1 +0\n/);
    expect(link).toMatch(/^http:\/\/127\.0\.0\.1:8080\/console#code=[\w-]{43}\n$/);
    expect(operators).toMatch(
      /^(boardgate_operator_[\w-]{43}\n){2}NAME +ROLE +PROJECTS +CREATED +LAST USED +STATE\nann +manager +school +\S+ +never +enabled until 2036-01-02T03:04:05Z\nmonitor +viewer +all +\S+ +never +enabled\nDisabled the operator monitor\./,
    );
    expect(JSON.parse(overview)).toMatchObject({ range: 'day', nodes: [{ isAlive: true }] });
    expect(JSON.parse(rooms)).toEqual({ rooms: [], next: null, count: 0 });
    expect(fresh).toMatch(/^boardgate_admin_[\w-]{43}\n$/);
    expect(doctor).toMatch(
      /CHECK +STATUS\n((?!office|sandbox).+ ok\n|(office|sandbox) +(ok|warning).*\n)+Nothing is wrong\.\n$/,
    );
    expect(backup).toMatch(
      /^Wrote \d+ rows to \S+\.\nTo restore it, you also need the master key with the id \S+\.\n$/,
    );
    expect(masterKey).toMatch(
      /Every stored secret is encrypted under the master key with the id \S+ now\.\n/,
    );
    const { checks } = JSON.parse(ready);
    expect(checks.map(({ problem }: { problem: unknown }) => problem)).toEqual(Array(8).fill(null));
    expect(end).toContain('Deleted the project "school" with its keys, rooms, conversions and revocations.');

    const manage = async (token: string) =>
      (await fetch(`${server.url}/v1/projects`, { headers: { authorization: `Bearer ${token}` } })).status;
    expect(await manage(adminToken)).toBe(401);
    expect(await manage(fresh.trim())).toBe(200);
  });

  test('other commands: rename, expire, list as JSON, remove a policy', async () => {
    const run = async (...args: string[]) => {
      const ended = await boardgate(args, env);
      expect({ code: ended.code, stderr: ended.stderr }).toEqual({ code: 0, stderr: '' });
      return ended.stdout;
    };
    const { accessKey } = JSON.parse(
      await run('keys', 'create', '--expires', '2036-01-02T03:04:05Z', '--json'),
    );
    expect(await run('keys', 'list')).toMatch(/enabled until 2036-01-02T03:04:05Z/);
    await run('keys', 'rename', accessKey, 'the phone');
    await run('keys', 'expire', accessKey, 'never');
    expect(JSON.parse(await run('keys', 'list', '--json'))).toContainEqual(
      expect.objectContaining({ accessKey, name: 'the phone', expiresAt: null, state: 'enabled' }),
    );
    const rotated = JSON.parse(await run('keys', 'rotate', accessKey, '--overlap', '1h', '--json'));
    expect(rotated).toMatchObject({ replaces: accessKey, secretKey: expect.any(String) });
    await run('keys', 'rename', accessKey);

    await run('projects', 'rename', 'default', 'main');
    await run('projects', 'policy', 'main', '--max-sdk-lifespan', '1h', '--max-task-lifespan', '30m');
    const refused = await boardgate(['token', 'sdk', '--project', 'main', '--lifespan', '2h'], env);
    expect([refused.code, refused.stderr]).toEqual([
      1,
      'boardgate: lifespan must be at most 3600000 milliseconds in this project\n',
    ]);
    expect(await run('projects', 'policy', 'main', '--max-sdk-lifespan', 'none')).toBe(
      'Maximum lifespan of task tokens: 30 min.\n',
    );
    expect(await run('projects', 'policy', 'main', '--clear')).toContain('no limits of its own');
    expect(await run('projects', 'policy', 'main')).toContain('no limits of its own');
    expect(await run('revocations', 'list')).toContain('No revocations.');
    expect(await run('usage')).toContain('No matching usage.');
    const entries = JSON.parse(await run('audit', '--action', 'key.update', '--limit', '2', '--json'));
    expect(entries).toHaveLength(2);
    expect(entries[0].actor).toMatch(/^command:\S+$/);
    for (const [expectedCode, ...args] of [
      [2, 'audit', '--from', 'yesterday'],
      [2, 'audit', '--action', 'steal'],
      [2, 'keys', 'rotate', accessKey, '--overlap', '0'],
      [1, 'keys', 'expire', accessKey, '2020-01-01T00:00:00Z'],
      [1, 'projects', 'delete', 'main'],
      [1, 'revoke', 'room', 'none'],
    ] as const) {
      const { code, stdout, stderr } = await boardgate(args, env);
      expect([args, code, stdout]).toEqual([args, expectedCode, '']);
      expect(stderr).not.toMatch(/\n +at /);
    }
  });
});

import { signSdkToken } from '@boardgate/token';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Command, expectDone, expectRefused } from '../support/command.ts';
import { createSqlite, DATABASES } from '../support/databases.ts';
import { boardgate } from '../support/process.ts';

const HOUR = 3_600_000;

describe.each(DATABASES)('boardgate token inspect on $name', ({ create }) => {
  let command: Command;
  beforeEach(async () => {
    command = new Command(await create());
  });
  afterEach(() => command.remove());

  test('token inspect: says whether a token is valid and, if not, why', async () => {
    await expectDone(command.run('projects', 'create', 'default'));
    const { accessKey, secretKey } = await command.createPair();
    const inspect = async (token: string) => {
      const { code, stdout } = await boardgate(['token', 'inspect', '-'], command.env, `${token}\n`);
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
    expect((await boardgate(['token', 'inspect', good], command.env)).code).toBe(0);

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
    await expectDone(command.run('keys', 'disable', accessKey));
    expect((await inspect(good)).stdout).toMatch(
      /Refused \(disabled\): The access key \S+ is disabled: enable it/,
    );
  });

  test('token inspect --for: whether a good token permits an operation', async () => {
    await expectDone(command.run('projects', 'create', 'default'));
    const { accessKey, secretKey } = await command.createPair();
    const token = signSdkToken({ accessKey, secretKey, role: 'reader', lifespanMs: HOUR });
    const inspect = async (...args: string[]) => {
      const { code, stdout } = await command.run('token', 'inspect', token, ...args);
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
    const { code, stdout } = await command.run('token', 'inspect', `"${token}"`, '--for', 'list-rooms');
    expect(stdout).toMatch(
      /Refused \(format, quotes\):\n {2}1\. There are quotes .*\n {2}2\. Besides, an SDK token/,
    );
    expect(code).toBe(1);
    expect(
      JSON.parse((await command.run('token', 'inspect', token, '--for', 'list-rooms', '--json')).stdout),
    ).toMatchObject({
      valid: true,
      permission: { operation: 'list-rooms', permitted: false, needs: { sdk: 'writer' } },
    });
    await expectRefused(
      command.run('token', 'inspect', token, '--for', 'list-room'),
      /Allowed choices are issue-room-token, /,
      2,
    );
  });

  test("token inspect: times in the reader's zone and in UTC, and warnings", async () => {
    await expectDone(command.run('projects', 'create', 'default'));
    const { accessKey, secretKey } = await command.createPair();
    const now = Date.UTC(2026, 0, 2, 3, 4, 5);
    const token = signSdkToken({ accessKey, secretKey, role: 'admin', lifespanMs: now + HOUR, now });
    const inspect = async (TZ: string) =>
      (await boardgate(['token', 'inspect', token], { ...command.env, TZ })).stdout;

    const inChina = await inspect('Asia/Shanghai');
    expect(inChina).toContain('issued      2026-01-02T03:04:05Z = 2026-01-02 11:04:05 +08:00\n');
    expect(inChina).toMatch(/expires +2082-01-03T07:08:10Z = 2082-01-03 15:08:10 \+08:00 \(in \d+ d/);
    expect(inChina).toMatch(
      /\nWarning: The token is good for .*2026-01-02T04:04:05.000Z.*where the lifespan belongs/,
    );
    expect(await inspect('America/St_Johns')).toContain('= 2026-01-01 23:34:05 -03:30\n');
    expect(await inspect('UTC')).toContain('issued      2026-01-02T03:04:05Z\n');
  });
});

test('no control character of a token is printed', async () => {
  const at = await createSqlite();
  try {
    const claims = 'ak=a%1B%5B2J&nonce=n&role=0&sig=00&%0Akind%1B%C2%9B=x%7F';
    const token = `NETLESSSDK_${Buffer.from(claims).toString('base64url')}`;
    const { stdout } = await boardgate(['token', 'inspect', token], { BOARDGATE_DATA_DIR: at.dataDir });
    expect(stdout).toContain('access key  a\\u001b[2J');
    expect(stdout).toContain('extra \\nkind\\u001b\\u009b');
    expect(stdout.replaceAll('\n', '')).not.toMatch(/\p{Cc}/u);
  } finally {
    await at.remove();
  }
});

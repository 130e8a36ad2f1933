import { decodeUnverifiedToken, signSdkToken, verifyToken } from '@boardgate/token';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Command, expectDone, expectRefused } from '../support/command.ts';
import { DATABASES } from '../support/databases.ts';
import { ServerProcess } from '../support/process.ts';

const HOUR = 3_600_000;

describe.each(DATABASES)('boardgate token on $name', ({ create }) => {
  let command: Command;
  beforeEach(async () => {
    command = new Command(await create());
  });
  afterEach(() => command.remove());

  test('token sdk: prints only the token, signed with the stored key', async () => {
    await expectDone(command.run('projects', 'create', 'default'));
    await expectRefused(command.run('token', 'sdk'), /the project "default" has no enabled access key/);
    const pair = await command.createPair();
    const before = Date.now();
    const token = (
      await expectDone(command.run('token', 'sdk', '--role', 'writer', '--lifespan', '15m'))
    ).trimEnd();

    const claims = verifyToken(token, { secretKey: pair.secretKey, kinds: ['sdk'] });
    expect(claims).toMatchObject({ accessKey: pair.accessKey, role: 'writer' });
    expect((claims.expiresAt ?? 0) - before).toBeGreaterThanOrEqual(900_000);
    expect((claims.expiresAt ?? 0) - Date.now()).toBeLessThanOrEqual(900_000);
    const forEver = (await expectDone(command.run('token', 'sdk', '--lifespan', '0'))).trimEnd();
    expect(decodeUnverifiedToken(forEver).expiresAt).toBeUndefined();
  });

  test('token room and task: for existing rooms and tasks, or any with external resources', async () => {
    await expectDone(command.run('projects', 'create', 'default'));
    const pair = await command.createPair();
    await expectRefused(command.run('token', 'room', 'no-such-room'), /room not found/);
    await expectRefused(command.run('token', 'task', 'some-task'), /task not found/);
    for (const kind of ['room', 'task'] as const) {
      const token = (
        await expectDone(command.run('--resources', 'external', 'token', kind, 'their-uuid'))
      ).trimEnd();
      expect(verifyToken(token, { secretKey: pair.secretKey, kinds: [kind] }).uuid).toBe('their-uuid');
    }
  });

  test('token room and task: of another project, the message names it', async () => {
    await expectDone(command.run('projects', 'create', 'default'));
    await expectDone(command.run('projects', 'create', 'Other "school"'));
    await command.createPair();
    const other = await command.createPair('--project', 'Other "school"');
    const server = await ServerProcess.start(command.env);
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
        command.run('token', kind, uuid),
        `boardgate: the ${kind} ${uuid} belongs to the project "Other \\"school\\"": use --project "Other \\"school\\"", or --key with an access key of that project\n`,
      );
      await expectDone(command.run('token', kind, uuid, '--project', 'Other "school"'));
      const token = (await expectDone(command.run('token', kind, uuid, '--key', other.accessKey))).trimEnd();
      expect(verifyToken(token, { secretKey: other.secretKey, kinds: [kind] }).uuid).toBe(uuid);
      const used = await expectDone(command.run('usage', '--json', '--key', other.accessKey));
      expect(JSON.parse(used)).toContainEqual(expect.objectContaining({ accessKey: other.accessKey, kind }));
      await expectRefused(command.run('token', kind, '0'.repeat(32)), `${kind} not found\n`);
    }
  });
});

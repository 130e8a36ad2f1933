import { signRoomToken } from '@boardgate/token';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Command, expectDone, expectRefused } from '../support/command.ts';
import { DATABASES } from '../support/databases.ts';
import { ServerProcess } from '../support/process.ts';

describe.each(DATABASES)('boardgate rooms on $name', ({ create }) => {
  let command: Command;
  beforeEach(async () => {
    command = new Command(await create());
    await expectDone(command.run('projects', 'create', 'school'));
    await expectDone(command.run('keys', 'create', '--project', 'school'));
  });
  afterEach(() => command.remove());

  const run = (...args: string[]) => expectDone(command.run('rooms', ...args));

  test('a room is created, found, banned and unbanned, and the audit log says who did it', async () => {
    const made = JSON.parse(
      await run('create', '--project', 'school', '--name', 'Maths 7b', '--writers', '2', '--json'),
    );
    expect(made).toMatchObject({ name: 'Maths 7b', limit: 2, isBan: false, project: { name: 'school' } });
    expect(await run('show', made.uuid)).toMatch(
      /^uuid +[0-9a-f]{32}\nname +Maths 7b\nproject +school\nstate +open\n/,
    );
    expect(await run('ban', made.uuid)).toBe(`Banned the room ${made.uuid}. Its tokens are now refused.\n`);
    expect(JSON.parse(await run('show', made.uuid, '--json'))).toEqual({ ...made, isBan: true });
    expect(await run('list', '--banned', '--search', 'maths')).toMatch(
      /^UUID +NAME +PROJECT +CREATED +STATE\n[0-9a-f]{32} +Maths 7b +school +\S+Z +banned\n$/,
    );
    expect(JSON.parse(await run('unban', made.uuid, '--json'))).toEqual(made);
    expect(JSON.parse(await run('list', '--project', 'school', '--json'))).toEqual([made]);
    expect(await run('list', '--banned')).toBe('No matching rooms. To create one: boardgate rooms create\n');
    const audit = await expectDone(command.run('audit', '--json'));
    const ofRoom = (JSON.parse(audit) as { action: string; actor: string; subject: string }[]).filter(
      ({ subject }) => subject === made.uuid,
    );
    expect(ofRoom.map(({ action }) => action)).toEqual(['room.update', 'room.update', 'room.create']);
    for (const { actor } of ofRoom) expect(actor).toMatch(/^command:/);
  });

  test('--after lists the next page', async () => {
    const made: string[] = [];
    for (const name of ['A', 'B', 'C'])
      made.push(JSON.parse(await run('create', '--project', 'school', '--name', name, '--json')).uuid);
    const page = async (...args: string[]) =>
      (JSON.parse(await run('list', '--limit', '2', '--json', ...args)) as { uuid: string }[]).map(
        ({ uuid }) => uuid,
      );
    const first = await page();
    const second = await page('--after', String(first.at(-1)));
    expect([first.length, second.length]).toEqual([2, 1]);
    expect([...first, ...second].sort()).toEqual(made.sort());
    expect(await page('--after', String(second.at(-1)))).toEqual([]);
  });

  test('a running server refuses a banned room, until the ban is lifted', async () => {
    const { accessKey, secretKey } = await command.createPair('--project', 'school');
    const { uuid } = JSON.parse(await run('create', '--project', 'school', '--json'));
    const token = signRoomToken({ accessKey, secretKey, uuid, role: 'admin', lifespanMs: 3_600_000 });
    const server = await ServerProcess.start(command.env);
    try {
      const answer = async () => {
        const headers = { token, region: 'cn-hz' };
        const response = await fetch(`${server.url}/v5/rooms/${uuid}`, { headers });
        return { status: response.status, body: await response.json() };
      };
      expect(await answer()).toMatchObject({ status: 200, body: { isBan: false } });
      await run('ban', uuid);
      expect(await answer()).toEqual({ status: 403, body: { message: 'room is banned' } });
      await run('unban', uuid);
      expect(await answer()).toMatchObject({ status: 200, body: { isBan: false } });
    } finally {
      await server.stop();
    }
  });

  test('the name of a room cannot control the terminal', async () => {
    const name = 'a\u001b[2Jb';
    const { uuid } = JSON.parse(await run('create', '--project', 'school', '--name', name, '--json'));
    for (const args of [['list'], ['show', uuid]]) expect(await run(...args)).toMatch(/ a\ufffd\[2Jb\b/);
  });

  test('what is wrong is said in one line', async () => {
    const uuid = '0'.repeat(32);
    await expectRefused(command.run('rooms', 'show', uuid), /room not found/);
    await expectRefused(command.run('rooms', 'ban', 'x'), /^boardgate: /);
    await expectRefused(command.run('rooms', 'create', '--project', 'nobody’s'), /no project named/);
    await expectRefused(command.run('rooms', 'create', '--writers', 'x'), /It must be a number/, 2);
    await expectRefused(command.run('rooms', 'create', '--name', 'x'.repeat(2049)), /at most 2048/, 2);
    await expectRefused(command.run('rooms', 'list', '--search', 'x'.repeat(65)), /at most 64/, 2);
    await expectRefused(command.run('rooms', 'list', '--after', uuid), /room not found/);
  });
});

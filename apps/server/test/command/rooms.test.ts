import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Command, expectDone, expectRefused } from '../support/command.ts';
import { DATABASES } from '../support/databases.ts';

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

  test('what is wrong is said in one line', async () => {
    const uuid = '0'.repeat(32);
    await expectRefused(command.run('rooms', 'show', uuid), /room not found/);
    await expectRefused(command.run('rooms', 'ban', 'x'), /^boardgate: /);
    await expectRefused(command.run('rooms', 'create', '--project', 'nobody’s'), /no project named/);
    await expectRefused(command.run('rooms', 'create', '--writers', 'x'), /It must be a number/, 2);
  });
});

import { signSdkToken } from '@boardgate/token';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Command, expectDone, expectRefused } from '../support/command.ts';
import { DATABASES } from '../support/databases.ts';
import { boardgate, ServerProcess } from '../support/process.ts';

const HOUR = 3_600_000;

describe.each(DATABASES)('boardgate projects and keys on $name', ({ create }) => {
  let command: Command;
  beforeEach(async () => {
    command = new Command(await create());
  });
  afterEach(() => command.remove());

  test('projects: create, list, disable, enable, and refusals', async () => {
    expect(await expectDone(command.run('projects', 'list'))).toContain('No projects yet');
    expect(await expectDone(command.run('projects', 'create', 'School A'))).toMatch(
      /AppIdentifier is [\w-]{22}\/[\w-]{14}\n/,
    );
    await expectRefused(
      command.run('projects', 'create', 'School A'),
      /^boardgate: a project named "School A" already exists\n$/,
    );
    await expectRefused(command.run('projects', 'create', ''), /must be 1 to 64 characters/);
    await expectRefused(command.run('projects', 'disable', 'nope'), /^boardgate: no project named "nope"/);

    await expectDone(command.run('projects', 'disable', 'School A'));
    expect(await expectDone(command.run('projects', 'list'))).toMatch(
      /NAME +APP IDENTIFIER +CREATED +STATE\nSchool A .* disabled\n/,
    );
    await expectDone(command.run('projects', 'enable', 'School A'));
    expect(JSON.parse(await expectDone(command.run('projects', 'list', '--json')))).toMatchObject([
      { name: 'School A', disabled: false },
    ]);
  });

  test('keys: create, list, import, delete, and refusals', async () => {
    await expectRefused(command.run('keys', 'create'), /^boardgate: no project named "default"/);
    await expectDone(command.run('projects', 'create', 'default'));
    await expectDone(command.run('projects', 'create', 'other'));
    expect(await expectDone(command.run('keys', 'list'))).toContain('No access keys yet');
    const pair = await command.createPair();
    expect(pair).toEqual({
      accessKey: expect.stringMatching(/^\w[\w-]{15}$/),
      secretKey: expect.stringMatching(/^\w[\w-]{31}$/),
    });

    const imported = boardgate(
      ['keys', 'import', 'vendor-ak', '--project', 'other'],
      command.env,
      'vendor-sk\n',
    );
    expect(await expectDone(imported)).toContain(
      'Imported the access key vendor-ak into the project "other"',
    );
    await expectRefused(
      boardgate(['keys', 'import', 'vendor-ak'], command.env, 'x'),
      /the access key vendor-ak already exists/,
    );
    await expectRefused(
      boardgate(['keys', 'import', 'second'], command.env, ''),
      /no secret key on standard input/,
    );

    const listed = await expectDone(command.run('keys', 'list'));
    expect(listed).toContain(pair.accessKey);
    expect(listed).not.toContain(pair.secretKey);
    expect(listed).not.toContain('vendor-sk');
    expect(
      JSON.parse(await expectDone(command.run('keys', 'list', '--json', '--project', 'other'))),
    ).toMatchObject([{ accessKey: 'vendor-ak' }]);
    await expectDone(command.run('keys', 'delete', 'vendor-ak'));
    await expectRefused(command.run('keys', 'delete', 'vendor-ak'), /^boardgate: no access key vendor-ak/);
    await expectRefused(command.run('keys', 'disable', 'nope'), /^boardgate: no access key nope/);
  });

  test('a change takes effect in a running server at once', async () => {
    const server = await ServerProcess.start(command.env);
    try {
      const { accessKey, secretKey } = await command.createPair();
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
      await expectDone(command.run('keys', 'disable', accessKey));
      await expectSoon(403);
      await expectDone(command.run('keys', 'enable', accessKey));
      await expectSoon(201);
      await expectDone(command.run('projects', 'disable', 'default'));
      await expectSoon(403);
      await expectDone(command.run('projects', 'enable', 'default'));
      await expectSoon(201);
      await expectDone(command.run('keys', 'delete', accessKey));
      await expectSoon(401);
    } finally {
      await server.stop();
    }
  });
});

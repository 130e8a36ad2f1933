import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { DATABASES } from '../support/databases.ts';
import { boardgate } from '../support/process.ts';
import { TestServer } from '../support/test-server.ts';

describe.each(DATABASES)('boardgate operators on $name', ({ create }) => {
  let server: TestServer;
  let env: Record<string, string | undefined>;
  beforeEach(async () => {
    server = await TestServer.start(create);
    env = { BOARDGATE_DATA_DIR: server.dataDir, BOARDGATE_DATABASE_URL: server.databaseUrl };
  });
  afterEach(() => server.stop());

  const run = async (...args: string[]) => {
    const { code, stdout, stderr } = await boardgate(['operators', ...args], env);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    return stdout;
  };
  const refusal = async (code: number, ...args: string[]) => {
    const before = await server.everyRow();
    const ended = await boardgate(['operators', ...args], env);
    expect([ended.code, ended.stdout]).toEqual([code, '']);
    expect(await server.everyRow()).toEqual(before);
    return ended.stderr;
  };
  const statusOf = async (token: string, url = '/v1/projects') =>
    (await server.manage('GET', url, undefined, `Bearer ${token}`)).statusCode;

  test('create prints only the token, which is good at once, until the operator is disabled or deleted', async () => {
    expect(await run('list')).toMatch(/^No operators yet: only the admin token is valid/);
    const token = (await run('create', 'ann', '--role', 'viewer')).trim();
    expect(token).toMatch(/^boardgate_operator_[\w-]{43}$/);
    expect(await statusOf(token)).toBe(200);
    expect(await run('list')).toMatch(/\nann +viewer +all +\S+Z +\S+Z +enabled\n$/);
    expect(await run('disable', 'ann')).toMatch(/^Disabled the operator ann\./);
    expect(await statusOf(token)).toBe(401);
    await run('enable', 'ann');
    expect(await statusOf(token)).toBe(200);
    const next = (await run('new-token', 'ann')).trim();
    expect([await statusOf(token), await statusOf(next)]).toEqual([401, 200]);
    await run('delete', 'ann');
    expect(await statusOf(next)).toBe(401);
    const lines = await server.store.audit.list({ subject: 'ann', limit: 9 });
    expect(lines.map(({ action }) => action)).toEqual([
      'operator.delete',
      'operator-token.replace',
      'operator.update',
      'operator.update',
      'operator.create',
    ]);
    expect(lines.every(({ actor }) => actor.startsWith('command:'))).toBe(true);
  });

  test('projects are given by name, and shown by name; as JSON by id', async () => {
    const { acme, globex } = server;
    const projects = ['--project', acme.project.name, '--project', globex.project.name];
    const made = JSON.parse(await run('create', ...projects, 'ann', '--role', 'manager', '--json'));
    const ids = [acme.project.id, globex.project.id];
    expect(made).toMatchObject({ name: 'ann', role: 'manager', projects: ids, disabled: false });
    expect(await run('list')).toContain(`${acme.project.name}, ${globex.project.name}`);
    await run('update', 'ann', '--project', globex.project.name, '--expires', '2036-01-02T03:04:05Z');
    expect(await statusOf(made.token, `/v1/projects/${acme.project.id}`)).toBe(404);
    expect(JSON.parse(await run('list', '--json'))).toEqual([
      expect.objectContaining({ projects: [globex.project.id], expiresAt: '2036-01-02T03:04:05.000Z' }),
    ]);
    await run('update', 'ann', '--all-projects', '--role', 'owner', '--expires', 'never');
    const [owner] = JSON.parse(await run('list', '--json'));
    expect(owner).toMatchObject({ projects: null, role: 'owner', expiresAt: null });
    expect(owner).not.toHaveProperty('token');
    expect(JSON.parse(await run('new-token', 'ann', '--json'))).toEqual({
      name: 'ann',
      token: expect.stringMatching(/^boardgate_operator_/),
    });
  });

  test('what is wrong is refused in a line, and changes nothing', async () => {
    await run('create', 'ann', '--role', 'viewer');
    const { name } = server.acme.project;
    for (const [args, message] of [
      [['create', 'ann', '--role', 'owner'], 'an operator named "ann" already exists'],
      [['create', 'admin', '--role', 'owner'], 'an operator named "admin" already exists'],
      [
        ['create', 'Ann', '--role', 'viewer'],
        'name must be 1 to 64 of a to z, 0 to 9, dot, dash, underscore and @, and begin with a letter or digit',
      ],
      [
        ['create', 'olga', '--role', 'owner', '--project', name],
        'projects must be null for an owner, who has all projects',
      ],
      [
        ['create', 'x', '--role', 'viewer', '--project', 'nobody'],
        'no project named "nobody": list the projects to see which exist',
      ],
      [
        ['create', 'x', '--role', 'viewer', '--expires', '2020-01-01T00:00:00Z'],
        'expiresAt must be a time in the future',
      ],
      [['disable', 'nobody'], 'no operator nobody: list the operators to see which exist'],
      [['delete', 'nobody'], 'no operator nobody: list the operators to see which exist'],
      [['new-token', 'nobody'], 'no operator nobody: list the operators to see which exist'],
    ] as const)
      expect(await refusal(1, ...args)).toBe(`boardgate: ${message}\n`);
    for (const [args, message] of [
      [['create', 'x'], /required option '--role <role>' not specified/],
      [['create', 'x', '--role', 'admin'], /Allowed choices are owner, manager, viewer/],
      [['update', 'ann', '--project', name, '--all-projects'], /cannot be used with option '--all-projects'/],
    ] as const)
      expect(await refusal(2, ...args)).toMatch(message);
  });
});

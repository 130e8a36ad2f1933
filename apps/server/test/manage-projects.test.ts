import { beforeEach, describe, expect, test } from 'vitest';
import { setUpManagement } from './support/management.ts';
import { HOUR, SERVERS, START, type TestServer } from './support/test-server.ts';

const iso = (time: number) => new Date(time).toISOString();

describe.each(SERVERS)('managing projects and policies on $name', ({ start }) => {
  const { server: current, expectDone, expectRefused, sdkStatus } = setUpManagement(start);
  let server: TestServer;
  beforeEach(() => {
    server = current();
  });

  test('projects: create, get, list, rename, disable, enable, delete', async () => {
    const made = await expectDone('POST', '/v1/projects', { name: 'School A' });
    expect(made).toEqual({
      id: expect.stringMatching(/^[\w-]{14}$/),
      name: 'School A',
      appIdentifier: expect.stringMatching(/^[\w-]{22}\/[\w-]{14}$/),
      createdAt: iso(START),
      disabled: false,
      policy: null,
    });
    const path = `/v1/projects/${made.id}`;
    const counts = { keys: 0, rooms: 0, conversions: 0, issuedToday: 0 };
    expect(await expectDone('GET', path)).toEqual({ ...made, counts });
    expect((await expectDone('GET', '/v1/projects')).projects).toHaveLength(3);
    expect(await expectDone('PATCH', path, { name: 'School B' })).toEqual({ ...made, name: 'School B' });
    await expectRefused(409, /^the project "School B" is enabled: disable it first/, 'DELETE', path);

    const pair = await expectDone('POST', `${path}/keys`, {});
    expect(await sdkStatus(pair)).toBe(201);
    expect((await expectDone('PATCH', path, { disabled: true })).disabled).toBe(true);
    expect(await sdkStatus(pair)).toBe(403);
    await expectDone('PATCH', path, { disabled: false });
    expect(await sdkStatus(pair)).toBe(201);
    await expectDone('PATCH', path, { disabled: true });
    await expectDone('DELETE', path);
    expect(await sdkStatus(pair)).toBe(401);
    await expectRefused(404, /^no project \S+: list the projects/, 'GET', path);
    await expectRefused(404, /^no access key /, 'GET', `/v1/keys/${pair.accessKey}`);
  });

  test('projects are found by any part of the name, in any case and script, or by the id', async () => {
    for (const name of ['School A', 'ÜBUNG 1', '数学课', 'old school']) {
      server.clock.now += 1;
      await expectDone('POST', '/v1/projects', { name });
    }
    const find = async (search: string, more = '') => {
      const url = `/v1/projects?search=${encodeURIComponent(search)}${more}`;
      const { projects, next, count } = (await expectDone('GET', url)) as unknown as {
        projects: { name: string }[];
        next: string | null;
        count?: number;
      };
      return { names: projects.map(({ name }) => name), next, count };
    };
    expect(await find('SCHOOL')).toMatchObject({ names: ['School A', 'old school'], count: 2, next: null });
    expect((await find('übung')).names).toEqual(['ÜBUNG 1']);
    expect((await find('学')).names).toEqual(['数学课']);
    expect((await find(server.acme.project.id)).names).toEqual([server.acme.project.name]);
    expect(await find('nobody')).toMatchObject({ names: [], count: 0 });
    const first = await find('school', '&limit=1');
    expect(first).toMatchObject({ names: ['School A'], count: 2 });
    const second = await find('school', `&limit=1&after=${first.next}`);
    expect([second.names, second.count, second.next]).toEqual([['old school'], undefined, null]);
    expect(await expectDone('GET', '/v1/projects?limit=1')).toMatchObject({ count: 6 });
    await expectRefused(400, /^search must be at most 64/, 'GET', `/v1/projects?search=${'x'.repeat(65)}`);
  });

  test('a project shows how many keys, rooms and conversions it has, and the tokens of the last day', async () => {
    const { id } = server.acme.project;
    await expectDone('POST', `/v1/projects/${id}/keys`, {});
    const room = await server.createRoom();
    await server.createRoom(server.globex);
    await server.startTask();
    const issue = () =>
      server.post(`/v5/tokens/rooms/${room}`, {
        token: server.sdkToken(),
        body: { lifespan: HOUR, role: 'reader' },
      });
    expect((await issue()).statusCode).toBe(201);
    const counts = { keys: 2, rooms: 1, conversions: 1, issuedToday: 1 };
    // Usage is written once a second.
    await expect.poll(() => expectDone('GET', `/v1/projects/${id}`)).toMatchObject({ counts });
    const { projects } = await expectDone('GET', '/v1/projects');
    expect(projects).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ id, counts }),
        expect.objectContaining({
          id: server.globex.project.id,
          counts: { keys: 1, rooms: 1, conversions: 0, issuedToday: 0 },
        }),
      ]),
    );
    server.clock.now += 24 * HOUR;
    expect(await expectDone('GET', `/v1/projects/${id}`)).toMatchObject({ counts: { issuedToday: 0 } });
  });

  test('projects: what cannot be', async () => {
    const { name, id } = server.acme.project;
    const rule = 'name must be 1 to 64 characters of text, without NUL';
    await expectRefused(409, `a project named "${name}" already exists`, 'POST', '/v1/projects', { name });
    await expectRefused(400, `name is missing: it ${rule.slice(5)}`, 'POST', '/v1/projects', {});
    for (const bad of ['', 'x'.repeat(65), 'nul\0', '\ud800', 1, null]) {
      await expectRefused(400, rule, 'POST', '/v1/projects', { name: bad });
    }
    await expectRefused(400, /^unknown field "nmae": this request takes name/, 'POST', '/v1/projects', {
      name: 'x',
      nmae: 'x',
    });
    await expectRefused(409, /already exists/, 'PATCH', `/v1/projects/${server.globex.project.id}`, { name });
    await expectRefused(404, /^no project none/, 'PATCH', '/v1/projects/none', { name: 'x' });
    await expectRefused(400, 'disabled must be true or false', 'PATCH', `/v1/projects/${id}`, {
      disabled: 'yes',
    });
    await expectRefused(404, /^no project none/, 'POST', '/v1/projects/none/keys', {});
  });

  test('a policy bounds what the project’s tokens may be asked for, by kind, and no other project’s', async () => {
    const room = await server.createRoom();
    const path = `/v1/projects/${server.acme.project.id}`;
    const policy = {
      maxLifespanMs: { sdk: 2 * HOUR, room: HOUR },
      allowPermanentTokens: false,
      maxRole: 'writer',
    };
    expect((await expectDone('PATCH', path, { policy })).policy).toEqual(policy);

    const sdk = async (lifespan: number, role: string, { accessKey, secretKey } = server.acme) => {
      const body = { accessKey, secretAccessKey: secretKey, lifespan, role };
      const answer = await server.post('/v5/tokens/teams', { body });
      return [answer.statusCode, answer.statusCode === 201 ? '' : answer.json().message];
    };
    const roomToken = async (lifespan: number, role: string) => {
      const token = server.sdkToken({ role: 'admin' });
      const answer = await server.post(`/v5/tokens/rooms/${room}`, { token, body: { lifespan, role } });
      return [answer.statusCode, answer.statusCode === 201 ? '' : answer.json().message];
    };
    const tooLong = (max: number) => [400, `lifespan must be at most ${max} milliseconds in this project`];
    const permanent = [400, 'lifespan must not be 0: this project issues no permanent tokens'];
    const tooStrong = [400, 'role must be at most writer in this project'];
    expect(await sdk(2 * HOUR, 'writer')).toEqual([201, '']);
    expect(await sdk(2 * HOUR + 1, 'writer')).toEqual(tooLong(2 * HOUR));
    expect(await sdk(0, 'writer')).toEqual(permanent);
    expect(await sdk(HOUR, 'admin')).toEqual(tooStrong);
    expect(await roomToken(HOUR, 'writer')).toEqual([201, '']);
    expect(await roomToken(HOUR + 1, 'writer')).toEqual(tooLong(HOUR));
    expect(await roomToken(0, 'writer')).toEqual(permanent);
    expect(await roomToken(HOUR, 'admin')).toEqual(tooStrong);
    expect(await sdk(0, 'admin', server.globex)).toEqual([201, '']);
    await expectRefused(400, tooStrong[1] as string, 'POST', '/v1/tokens', {
      kind: 'sdk',
      accessKey: server.acme.accessKey,
      lifespan: 1,
      role: 'admin',
    });
    // Only who proves the secret key learns of the policy.
    expect(await sdk(0, 'admin', { ...server.acme, secretKey: 'wrong' })).toEqual([
      401,
      'invalid accessKey or secretAccessKey',
    ]);

    for (const bad of [
      [],
      'x',
      { maxRole: 'owner' },
      { maxLifespanMs: { sdk: 0 } },
      { maxLifespanMs: { all: 1 } },
      { x: 1 },
    ]) {
      await expectRefused(400, /^policy must be null or an object of/, 'PATCH', path, { policy: bad });
    }
    expect((await expectDone('PATCH', path, { policy: null })).policy).toBeNull();
    expect(await sdk(0, 'admin')).toEqual([201, '']);
  });
});

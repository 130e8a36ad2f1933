import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { DATABASES } from './support/databases.ts';
import { TestServer } from './support/test-server.ts';

describe('a refusal', () => {
  let server: TestServer;
  beforeEach(async () => {
    server = await TestServer.start(DATABASES[0].create);
  });
  afterEach(() => server.stop());
  const project = () => server.acme.project.id;

  test.each<[string, () => [method: 'GET' | 'POST' | 'PATCH', url: string, body?: unknown], object]>([
    [
      'a text that is too long',
      () => ['POST', '/v1/projects', { name: 'x'.repeat(65) }],
      { code: 'field-invalid', values: { field: 'name', rule: 'text', min: 1, max: 64 } },
    ],
    [
      'a number out of its range',
      () => ['POST', '/v1/tasks', { project: project(), resource: 'https://a.example/b.pdf', scale: 4 }],
      { code: 'field-invalid', values: { field: 'scale', rule: 'number', min: 0.1, max: 3 } },
    ],
    [
      'an unknown choice',
      () => ['GET', '/v1/overview?range=year'],
      { code: 'field-invalid', values: { field: 'range', rule: 'one-of', choices: 'hour, day, month' } },
    ],
    [
      'a wrong type',
      () => ['PATCH', `/v1/projects/${project()}`, { disabled: 'yes' }],
      { code: 'field-invalid', values: { field: 'disabled', rule: 'boolean' } },
    ],
    [
      'an invalid nullable time',
      () => ['POST', `/v1/projects/${project()}/keys`, { expiresAt: 7 }],
      { code: 'field-invalid', values: { field: 'expiresAt', rule: 'time' } },
    ],
    [
      'a time in the past',
      () => ['POST', `/v1/projects/${project()}/keys`, { expiresAt: '2020-01-02T03:04:05Z' }],
      { code: 'field-invalid', values: { field: 'expiresAt', rule: 'future-time' } },
    ],
    [
      'an invalid URL',
      () => ['POST', '/v1/tasks', { project: project(), resource: 'ftp://a.example/b.pdf' }],
      { code: 'field-invalid', values: { field: 'resource', rule: 'url' } },
    ],
    [
      'a missing field',
      () => ['POST', '/v1/projects', {}],
      { code: 'field-missing', values: { field: 'name' } },
    ],
    [
      'a misspelt field',
      () => ['POST', '/v1/projects', { nmae: 'x' }],
      { code: 'field-unknown', values: { field: 'nmae', known: 'name, policy' } },
    ],
    [
      'a taken name',
      () => ['POST', '/v1/projects', { name: server.acme.project.name }],
      { code: 'project-exists', values: { name: expect.stringMatching(/^acme-/) } },
    ],
    ['an unknown task', () => ['GET', `/v1/tasks/${'0'.repeat(32)}`], { code: 'task-not-found', values: {} }],
    ['an unknown route', () => ['GET', '/v1/none'], { code: 'route-not-found', values: {} }],
  ])('of /v1 carries code and values: %s', async (_what, call, expected) => {
    const answer = await server.manage(...call());
    expect(answer.json()).toEqual({ message: expect.any(String), ...expected });
  });

  test('of /v1 carries them without a route or the admin token too', async () => {
    const broken = await server.manage('GET', '/v1/keys/%zz');
    expect(broken.json()).toMatchObject({ code: 'request-malformed', values: {} });
    const stranger = await server.manage('GET', '/v1/projects', undefined, null);
    expect(stranger.json()).toMatchObject({ code: 'admin-token-missing', values: {} });
  });

  test('of any other route is a message, or a message with the vendor’s number', async () => {
    const token = server.sdkToken();
    const refused = await server.post('/v5/rooms', { token, body: { limit: -1 } });
    expect(refused.json()).toEqual({ message: expect.stringMatching(/^limit must be/) });
    const task = await server.call('GET', `/v5/projector/tasks/${'0'.repeat(32)}`, { token });
    expect(task.json()).toEqual({ message: 'task not found', code: 2010605 });
    const elsewhere = await server.call('GET', '/v10/projects', {});
    expect(elsewhere.json()).toEqual({ message: expect.stringMatching(/^no such route/) });
  });
});

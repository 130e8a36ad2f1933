import { verifyToken } from '@boardgate/token';
import { describe, expect, test } from 'vitest';
import { HOUR, SERVERS, START } from '../../test/support/test-server.ts';

const TASK = '8e5a5f0c6f1b11eeb9620242ac120002';
const body = { lifespan: HOUR, role: 'reader' };

describe.each(SERVERS)('POST /v5/tokens/tasks/{uuid} on $name', ({ start }) => {
  test('issues a token for a task of the project, started through either API', async () => {
    const server = await start();
    try {
      for (const api of ['projector', 'services/conversion'] as const) {
        const uuid = await server.startTask(undefined, { api });
        const answer = await server.post(`/v5/tokens/tasks/${uuid}`, { token: server.sdkToken(), body });
        expect(answer.statusCode).toBe(201);
        const claims = verifyToken(answer.json(), {
          secretKey: server.acme.secretKey,
          kinds: ['task'],
          now: START,
        });
        expect(claims).toMatchObject({ kind: 'task', uuid, role: 'reader', expiresAt: START + HOUR });
      }
    } finally {
      await server.stop();
    }
  });

  test('refuses another project’s task, a room’s uuid and an unknown uuid', async () => {
    const server = await start();
    try {
      const theirs = await server.startTask(undefined, { tenant: server.globex });
      for (const uuid of [TASK, theirs, await server.createRoom()]) {
        const answer = await server.post(`/v5/tokens/tasks/${uuid}`, { token: server.sdkToken(), body });
        expect([answer.statusCode, answer.json()]).toEqual([
          404,
          { message: 'task not found', code: 2010605 },
        ]);
      }
    } finally {
      await server.stop();
    }
  });

  test('with RESOURCES=external issues Room and Task tokens without looking up the uuid', async () => {
    const server = await start({ resources: 'external' });
    try {
      for (const [path, kind] of [
        ['tasks', 'task'],
        ['rooms', 'room'],
      ] as const) {
        const answer = await server.post(`/v5/tokens/${path}/${TASK}`, { token: server.sdkToken(), body });
        expect(answer.statusCode).toBe(201);
        const claims = verifyToken(answer.json(), {
          secretKey: server.acme.secretKey,
          kinds: [kind],
          now: START,
        });
        expect(claims).toMatchObject({ kind, uuid: TASK, role: 'reader', expiresAt: START + HOUR });
      }
    } finally {
      await server.stop();
    }
  });

  test('with RESOURCES=external says where rooms are instead of keeping any', async () => {
    const server = await start({ resources: 'external' });
    try {
      const before = await server.everyRow();
      for (const [method, path] of [
        ['POST', '/v5/rooms'],
        ['GET', `/v5/rooms/${TASK}`],
        ['PATCH', `/v5/rooms/${TASK}`],
        ['POST', '/v5/projector/tasks'],
        ['GET', `/v5/projector/tasks/${TASK}`],
        ['PUT', `/v5/projector/tasks/${TASK}/priority`],
        ['GET', `/v5/services/conversion/tasks/${TASK}?type=static`],
      ] as const) {
        const answer = await server.call(method, path, { token: server.sdkToken() });
        expect(answer.statusCode).toBe(404);
        expect(answer.json().message).toMatch(/^this server only issues tokens: rooms and conversions live/);
      }
      expect(await server.everyRow()).toEqual(before);
    } finally {
      await server.stop();
    }
  });

  test('a reader SDK token issues only reader tokens', async () => {
    const server = await start({ resources: 'external' });
    try {
      const token = server.sdkToken({ role: 'reader' });
      expect((await server.post(`/v5/tokens/tasks/${TASK}`, { token, body })).statusCode).toBe(201);
      const refused = await server.post(`/v5/tokens/tasks/${TASK}`, {
        token,
        body: { ...body, role: 'writer' },
      });
      expect([refused.statusCode, refused.json().message]).toEqual([
        403,
        'token access role reader forbidden',
      ]);
    } finally {
      await server.stop();
    }
  });
});

import { Agent, request } from 'node:http';
import { describe, expect, test } from 'vitest';
import { ADMIN_TOKEN, HOUR, OPERATOR, SERVERS, START } from './support/test-server.ts';
import { until } from './support/until.ts';

describe.each(SERVERS)('rotating a key under load, on $name', ({ start }) => {
  test('64 connections see no failure, neither with the old key nor after changing over to the new one', async () => {
    const server = await start();
    // 64 connections ask more often than a key usually may.
    const policy = { requests: { maxRequestsPerSecond: 1_000_000 } };
    await server.store.projects.update(server.acme.project.id, { policy }, OPERATOR);
    const room = await server.createRoom();
    const origin = await server.app.listen({ host: '127.0.0.1', port: 0 });
    const agent = new Agent({ keepAlive: true, maxSockets: 64 });
    const outcomes = new Map<number | undefined, number>();
    const post = (path: string, headers: object, body: object) =>
      new Promise<string>((resolve, reject) => {
        const options = { method: 'POST', agent, headers: { region: 'us-sv', ...headers } };
        const outgoing = request(`${origin}${path}`, options, (answer) => {
          outcomes.set(answer.statusCode, (outcomes.get(answer.statusCode) ?? 0) + 1);
          let text = '';
          answer.on('data', (chunk) => {
            text += chunk;
          });
          answer.on('end', () => resolve(text));
        });
        outgoing.on('error', reject).end(JSON.stringify(body));
      });
    const body = { lifespan: HOUR, role: 'writer' };
    let pair = { accessKey: server.acme.accessKey, secretKey: server.acme.secretKey };
    let isOver = false;
    /** What an app server does: an SDK token for its pair, then Room tokens with it, then the same anew. */
    const appServer = async () => {
      while (!isOver) {
        const { accessKey, secretKey: secretAccessKey } = pair;
        const sdk = JSON.parse(await post('/v5/tokens/teams', {}, { ...body, accessKey, secretAccessKey }));
        for (let at = 0; at < 5; at++) await post(`/v5/tokens/rooms/${room}`, { token: sdk }, body);
      }
    };
    const load = Promise.all(Array.from({ length: 64 }, appServer));
    const served = () => [...outcomes.values()].reduce((sum, count) => sum + count, 0);
    const after = async (count: number) => {
      const goal = served() + count;
      await until(() => served() >= goal || undefined);
    };
    await after(500);
    const rotation = await fetch(`${origin}/v1/keys/${pair.accessKey}/rotate`, {
      method: 'POST',
      headers: { authorization: `Bearer ${ADMIN_TOKEN}` },
      body: JSON.stringify({ validUntil: new Date(START + HOUR).toISOString() }),
    });
    expect(rotation.status).toBe(201);
    await after(500);
    pair = (await rotation.json()) as typeof pair;
    await after(1000);
    isOver = true;
    await load;
    expect([...outcomes.keys()]).toEqual([201]);
    agent.destroy();
    await server.stop();
  });
});

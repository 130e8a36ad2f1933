import { afterEach, beforeEach, expect } from 'vitest';
import { HOUR, type SERVERS, type TestServer } from './test-server.ts';

/** What an answer may hold; the tests look at what it does hold. */
export type Answer = Record<string, unknown> & { accessKey: string; secretKey: string; id: string };

type Call = Parameters<TestServer['manage']>;

/** The body of a refusal of `/v1`. */
export const refusal = (message: string | RegExp) => ({
  message: typeof message === 'string' ? message : expect.stringMatching(message),
  code: expect.stringMatching(/^[a-z-]+$/),
  values: expect.any(Object),
});

/** A server for each test, and what tests of the management API say again and again. */
export function setUpManagement(start: (typeof SERVERS)[number]['start']) {
  let server: TestServer;
  beforeEach(async () => {
    server = await start();
  });
  afterEach(() => server.stop());

  return {
    server: () => server,

    async expectDone(...call: Call): Promise<Answer> {
      const answer = await server.manage(...call);
      const status = { POST: 201, DELETE: 204 }[call[0] as string] ?? 200;
      expect([answer.statusCode, answer.body]).toEqual([status, expect.any(String)]);
      expect(answer.headers['cache-control']).toBe('no-store');
      return (answer.body === '' ? {} : answer.json()) as Answer;
    },

    /** Refused with this status and message, with the code for programs, and nothing was written. */
    async expectRefused(status: number, message: string | RegExp, ...call: Call): Promise<void> {
      const before = await server.everyRow();
      const answer = await server.manage(...call);
      expect([answer.statusCode, answer.json()]).toEqual([status, refusal(message)]);
      expect(await server.everyRow()).toEqual(before);
    },

    /** The answer to a request for an SDK token with the pair. */
    async sdkStatus(pair: { accessKey: string; secretKey: string }): Promise<number> {
      const { accessKey, secretKey: secretAccessKey } = pair;
      const body = { accessKey, secretAccessKey, lifespan: HOUR, role: 'admin' };
      return (await server.post('/v5/tokens/teams', { body })).statusCode;
    },
  };
}

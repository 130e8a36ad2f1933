import type { InjectOptions, LightMyRequestResponse } from 'fastify';
import { ADMIN_TOKEN, type TestServer } from './test-server.ts';

type Headers = Record<string, string | undefined>;

/** What the console's page sends with every request, as a browser would. */
export const FROM_CONSOLE = { 'x-boardgate-console': '1', 'sec-fetch-site': 'same-origin' };

/** A browser that has the console open: it keeps the one cookie. */
export class Browser {
  readonly #server: TestServer;
  cookie: string | undefined;

  constructor(server: TestServer) {
    this.#server = server;
  }

  async ask(
    method: NonNullable<InjectOptions['method']>,
    url: string,
    body?: unknown,
    headers: Headers = {},
  ): Promise<LightMyRequestResponse> {
    const given = { ...FROM_CONSOLE, cookie: this.cookie, ...headers };
    const answer = await this.#server.call(method, url, { body, region: null, headers: given });
    const set = answer.headers['set-cookie'];
    if (set !== undefined) this.cookie = String(set).split(';')[0];
    return answer;
  }

  signIn(
    proof: { adminToken: string } | { code: string } = { adminToken: ADMIN_TOKEN },
    headers: Headers = {},
  ): Promise<LightMyRequestResponse> {
    return this.ask('POST', '/v1/session', proof, headers);
  }

  /** What the cookie holds. */
  get token(): string {
    return this.cookie?.split('=')[1] ?? '';
  }
}

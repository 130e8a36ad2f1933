import { Agent, request } from 'node:https';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ReverseProxy } from './proxy.ts';

const LOOK_MS = 100;

export interface Call {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
}

export interface Answer {
  /** 0 where no answer came. */
  readonly status: number;
  readonly text: string;
}

/** Asks through a proxy, by its name and over TLS that is verified, on connections that are kept. */
export class Client {
  readonly #proxy: ReverseProxy;
  readonly #agent: Agent;

  constructor(proxy: ReverseProxy, certificate: string) {
    this.#proxy = proxy;
    this.#agent = new Agent({ keepAlive: true, ca: certificate, servername: proxy.host });
  }

  ask(path: string, call: Call = {}): Promise<Answer> {
    const { method = 'GET', headers = {}, body } = call;
    const { host, port } = this.#proxy;
    return new Promise((resolve) => {
      const fail = (error: Error) => resolve({ status: 0, text: error.message });
      const options = { agent: this.#agent, host: '127.0.0.1', port, method, path };
      const sent = request({ ...options, headers: { host, ...headers } }, async (response) => {
        try {
          const text = Buffer.concat(await response.toArray()).toString();
          resolve({ status: response.statusCode ?? 0, text });
        } catch (error) {
          fail(error as Error);
        }
      });
      sent.once('error', (error: NodeJS.ErrnoException) => {
        // As browsers do: a proxy that has new settings closes connections that are idle.
        if (sent.reusedSocket && error.code === 'ECONNRESET') resolve(this.ask(path, call));
        else fail(error);
      });
      sent.end(body);
    });
  }

  /** @throws {Error} with what the proxy said, if it ends. */
  async untilReady(): Promise<void> {
    while ((await this.ask('/readyz')).status !== 200) {
      if (this.#proxy.hasEnded) throw new Error(`${this.#proxy.name} ended: ${this.#proxy.output}`);
      await sleep(LOOK_MS);
    }
  }

  close(): void {
    this.#agent.destroy();
  }
}

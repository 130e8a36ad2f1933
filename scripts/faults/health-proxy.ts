import { once } from 'node:events';
import {
  Agent,
  createServer,
  type IncomingMessage,
  request,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';

const CHECK_MS = 200;

/** A load balancer that asks `/readyz` and sends requests to servers that are ready, in turn. It tries nothing twice. */
export class HealthProxy {
  readonly #server: Server;
  readonly #agent = new Agent({ keepAlive: true });
  readonly #targets = new Map<string, boolean>();
  #turn = 0;
  #timer: NodeJS.Timeout | undefined;

  private constructor() {
    this.#server = createServer((asked, answer) => this.#forward(asked, answer));
  }

  static async start(): Promise<HealthProxy> {
    const proxy = new HealthProxy();
    proxy.#server.listen(0, '127.0.0.1');
    await once(proxy.#server, 'listening');
    proxy.#timer = setInterval(() => void proxy.#check(), CHECK_MS);
    return proxy;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** How many of its servers are ready. */
  get ready(): number {
    return [...this.#targets.values()].filter(Boolean).length;
  }

  add(url: string): void {
    this.#targets.set(url, false);
  }

  remove(url: string): void {
    this.#targets.delete(url);
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer);
    this.#agent.destroy();
    this.#server.close();
    this.#server.closeAllConnections();
    await once(this.#server, 'close');
  }

  async #check(): Promise<void> {
    for (const url of this.#targets.keys()) {
      const isReady = await fetch(`${url}/readyz`, { signal: AbortSignal.timeout(1000) })
        .then(async (answer) => {
          await answer.arrayBuffer();
          return answer.status === 200;
        })
        .catch(() => false);
      if (this.#targets.has(url)) this.#targets.set(url, isReady);
    }
  }

  #forward(asked: IncomingMessage, answer: ServerResponse): void {
    const ready = [...this.#targets].filter(([, isReady]) => isReady).map(([url]) => url);
    const target = ready[this.#turn++ % ready.length];
    const fail = () => {
      if (!answer.headersSent) answer.writeHead(502).end();
      else answer.destroy();
    };
    if (target === undefined) {
      fail();
      return;
    }
    const { method, headers } = asked;
    const sent = request(target + asked.url, { agent: this.#agent, method, headers }, (got) => {
      const { connection: _own, 'keep-alive': _ownToo, ...passed } = got.headers;
      answer.writeHead(got.statusCode ?? 502, passed);
      got.pipe(answer);
    });
    sent.on('error', fail);
    asked.pipe(sent);
  }
}

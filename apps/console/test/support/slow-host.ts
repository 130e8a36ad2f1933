import { readFile } from 'node:fs/promises';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { basename } from 'node:path';
import { documentPath } from '../../../../packages/renderer/test/support/fixtures.ts';

/** A host of documents that takes its time: what is asked for under `/slow/` is sent once the test lets it. */
export class SlowHost {
  readonly #server: Server;
  readonly #held: (() => void)[] = [];
  readonly host: string;

  private constructor(server: Server) {
    this.#server = server;
    this.host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
    server.on('request', ({ url = '' }, response) => {
      const send = () => void sendDocument(basename(url), response);
      if (url.startsWith('/slow/')) this.#held.push(send);
      else send();
    });
  }

  static async start(): Promise<SlowHost> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return new SlowHost(server);
  }

  urlOf(path: string): string {
    return `http://${this.host}/${path}`;
  }

  /** Sends what has been asked for. */
  letGo(): void {
    for (const send of this.#held.splice(0)) send();
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}

async function sendDocument(name: string, response: ServerResponse): Promise<void> {
  try {
    response.end(await readFile(documentPath(name)));
  } catch {
    response.writeHead(404).end();
  }
}

import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { basename } from 'node:path';
import { documentPath } from '../../../../packages/renderer/test/support/fixtures.ts';
import { until } from '../../../server/test/support/until.ts';

const TRICKLE_MS = 1000;

/** A host of documents. It holds requests under `/slow/` until the test releases them. */
export class SlowHost {
  readonly #server: Server;
  readonly #held: (() => void)[] = [];
  readonly host: string;

  private constructor(server: Server) {
    this.#server = server;
    this.host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
    server.on('request', ({ url = '' }, response) => {
      if (url.startsWith('/slow/')) this.#held.push(hold(basename(url), response));
      else void sendDocument(basename(url), response);
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

  /** Sends what has been asked for, once something has. */
  async letGo(): Promise<void> {
    await until(() => this.#held.length > 0 || undefined);
    for (const send of this.#held.splice(0)) send();
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}

/** Sends a byte now and then, since the server gives a silent host up. What it returns sends the rest. */
function hold(name: string, response: ServerResponse): () => void {
  const document = readFileSync(documentPath(name));
  let sent = 0;
  const trickle = setInterval(() => response.write(document.subarray(sent, ++sent)), TRICKLE_MS);
  response.flushHeaders();
  response.on('close', () => clearInterval(trickle));
  return () => {
    clearInterval(trickle);
    response.end(document.subarray(sent));
  };
}

async function sendDocument(name: string, response: ServerResponse): Promise<void> {
  try {
    response.end(await readFile(documentPath(name)));
  } catch {
    response.writeHead(404).end();
  }
}

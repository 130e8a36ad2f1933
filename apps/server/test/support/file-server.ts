import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { basename } from 'node:path';
import { documentPath } from '../../../../packages/renderer/test/support/fixtures.ts';

/** The host that serves an app's documents: those of the fixtures, under their names. */
export class FileServer {
  readonly #server: Server;
  readonly host: string;

  private constructor(server: Server) {
    this.#server = server;
    this.host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  static async start(): Promise<FileServer> {
    const server = createServer(({ url = '' }, response) => {
      readFile(documentPath(basename(url))).then(
        (document) => response.end(document),
        () => response.writeHead(404).end(),
      );
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return new FileServer(server);
  }

  urlOf(name: string): string {
    return `http://${this.host}/${name}`;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}

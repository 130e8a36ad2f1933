import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Serves documents on loopback from memory, in place of an app's file store. */
export class Files {
  readonly #server: Server;
  readonly #byPath = new Map<string, Buffer>();

  private constructor(server: Server) {
    this.#server = server;
    server.on('request', (request, response) => {
      const file = this.#byPath.get(request.url ?? '');
      if (file === undefined) response.writeHead(404).end();
      else response.writeHead(200, { 'content-type': 'application/pdf' }).end(file);
    });
  }

  static async start(): Promise<Files> {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new Files(server);
  }

  get host(): string {
    return `127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** Returns the URL of a document. */
  add(name: string, path: string): string {
    this.#byPath.set(`/${name}.pdf`, readFileSync(path));
    return `http://${this.host}/${name}.pdf`;
  }

  stop(): void {
    this.#server.close();
    this.#server.closeAllConnections();
  }
}

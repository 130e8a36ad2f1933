import type { LookupAddress } from 'node:dns';
import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import {
  type AddressInfo,
  createServer as createTcpServer,
  type LookupFunction,
  type Socket,
} from 'node:net';

/** A host on this machine that responds as the test says. */
export interface TestHost {
  readonly url: string;
  readonly port: number;
  /** The requests it received. */
  readonly requests: { count: number; headers: Record<string, string | string[] | undefined>[] };
  stop(): Promise<void>;
}

export async function startHost(answer: RequestListener): Promise<TestHost> {
  const requests: TestHost['requests'] = { count: 0, headers: [] };
  const server = createServer((request, response) => {
    requests.count++;
    requests.headers.push(request.headers);
    answer(request, response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const stop = async () => {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  };
  return { url: `http://127.0.0.1:${port}`, port, requests, stop };
}

/** A host that responds to a request with any bytes. */
export async function startRawHost(answer: (socket: Socket) => void): Promise<TestHost> {
  const requests: TestHost['requests'] = { count: 0, headers: [] };
  const sockets = new Set<Socket>();
  const server = createTcpServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    socket.once('data', () => {
      requests.count++;
      answer(socket);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const stop = async () => {
    for (const socket of sockets) socket.destroy();
    server.close();
    await once(server, 'close');
  };
  return { url: `http://127.0.0.1:${port}`, port, requests, stop };
}

/** Resolves names as the test says: each lookup gives the next answer of its name, in the end always the last one. */
export function namesAt(names: Readonly<Record<string, readonly string[]>>): {
  lookup: LookupFunction;
  asked: string[];
} {
  const asked: string[] = [];
  const lookup: LookupFunction = (hostname, options, done) => {
    const answers = names[hostname];
    const address = answers?.[Math.min(asked.filter((name) => name === hostname).length, answers.length - 1)];
    asked.push(hostname);
    if (address === undefined) {
      const error = Object.assign(new Error(`getaddrinfo ENOTFOUND ${hostname}`), { code: 'ENOTFOUND' });
      return done(error, []);
    }
    const found: LookupAddress[] = address
      .split(' ')
      .map((one) => ({ address: one, family: one.includes(':') ? 6 : 4 }));
    if (options.all) done(null, found);
    else done(null, found[0]?.address ?? '', found[0]?.family);
  };
  return { lookup, asked };
}

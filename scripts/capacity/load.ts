import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { Connection } from '../../bench/src/connection.ts';
import type { Order } from './operations.ts';

const CONNECTIONS = 32;

interface Load {
  readonly url: string;
  readonly orders: readonly Order[];
  readonly requests: number;
  /** Of every answer. */
  readonly status: number;
}

/** Sends so many requests over keep-alive connections, in a process of its own. */
export async function load(
  url: string,
  orders: readonly Order[],
  { requests, status }: Pick<Load, 'requests' | 'status'>,
): Promise<void> {
  const child = fork(fileURLToPath(import.meta.url));
  child.send({ url, orders, requests, status } satisfies Load);
  const [code] = await once(child, 'exit');
  if (code !== 0) throw new Error('an answer was not the expected one');
}

async function sendAll({ url, orders, requests, status }: Load): Promise<void> {
  const encoded = orders.map((order) => encode(url, order));
  let sent = 0;
  await new Promise<void>((resolve, reject) => {
    let open = CONNECTIONS;
    const nextRequest = () => {
      if (sent < requests) return encoded[sent++ % encoded.length];
      if (--open === 0) resolve();
      return undefined;
    };
    for (let number = 0; number < CONNECTIONS; number++)
      new Connection(Number(new URL(url).port), status, { nextRequest, onAnswer: () => {}, fail: reject });
  });
}

function encode(url: string, { method, path, headers = {}, body }: Order): Buffer {
  const text = body === undefined ? '' : JSON.stringify(body);
  const all = { host: new URL(url).host, ...headers, 'content-length': String(Buffer.byteLength(text)) };
  const head = [
    `${method} ${path} HTTP/1.1`,
    ...Object.entries(all).map(([name, value]) => `${name}: ${value}`),
  ];
  return Buffer.from(`${head.join('\r\n')}\r\n\r\n${text}`);
}

if (import.meta.main) {
  const [order] = (await once(process, 'message')) as [Load];
  await sendAll(order);
  process.disconnect?.();
}

import { Connection } from './connection.ts';
import { percentile } from './statistics.ts';

/** What to send, for how long, over how many connections. */
export interface LoadOrder {
  readonly url: string;
  readonly body: string;
  /** Tokens to send, one after the other and from the beginning again; empty = none. */
  readonly tokens: readonly string[];
  readonly connections: number;
  readonly durationMs: number;
}

export interface LoadResult {
  readonly requestsPerSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
}

let isIdle = true;
/** Goes on from turn to turn: begun anew, a turn could meet tokens that the server remembers from the one before. */
let next = 0;

/**
 * While it measures, the generator never sleeps. A sleeping core has to be woken by whoever sends to it, which in a virtual machine
 * takes the sender up to 20 µs: a slower server would pay that for every answer, the fastest one never.
 */
function stayAwake(): void {
  if (!isIdle) setImmediate(stayAwake);
}

async function run({ url, body, tokens, connections, durationMs }: LoadOrder): Promise<LoadResult> {
  const requests = (tokens.length === 0 ? [''] : tokens).map((token) => encodeRequest(url, body, token));
  const latencies: number[] = [];
  isIdle = false;
  stayAwake();
  const startedAt = performance.now();
  await new Promise<void>((resolve, reject) => {
    let open = connections;
    const nextRequest = () => {
      if (performance.now() - startedAt < durationMs) return requests[next++ % requests.length];
      if (--open === 0) resolve();
      return undefined;
    };
    const handlers = {
      nextRequest,
      onAnswer: (latencyMs: number) => latencies.push(latencyMs),
      fail: reject,
    };
    for (let i = 0; i < connections; i++) new Connection(Number(new URL(url).port), handlers);
  });
  isIdle = true;
  const seconds = (performance.now() - startedAt) / 1000;
  return {
    requestsPerSecond: latencies.length / seconds,
    p50Ms: percentile(latencies, 0.5),
    p99Ms: percentile(latencies, 0.99),
  };
}

function encodeRequest(url: string, body: string, token: string): Buffer {
  const { host, pathname } = new URL(url);
  const lines = [
    `POST ${pathname} HTTP/1.1`,
    `Host: ${host}`,
    'Content-Type: application/json',
    'region: us-sv',
    ...(token === '' ? [] : [`token: ${token}`]),
    `Content-Length: ${Buffer.byteLength(body)}`,
  ];
  return Buffer.from(`${lines.join('\r\n')}\r\n\r\n${body}`);
}

process.on('message', (order: LoadOrder) => {
  run(order).then(
    (result) => process.send?.({ result }),
    (error: Error) => process.send?.({ error: error.message }),
  );
});

import { stayAwakeFor } from './awake.ts';
import { Connection } from './connection.ts';
import { answerOrders } from './orders.ts';
import { type NextRequest, type RequestForm, requestsOfPairs, requestsOfTokens } from './requests.ts';
import { percentile } from './statistics.ts';

/** What to send, for how long, over how many connections. */
export interface LoadOrder extends RequestForm {
  /** A later order with the same name continues where this one ended. */
  readonly name: string;
  /** The expected status of every answer. */
  readonly status: number;
  /** Tokens to send in a cycle; empty = none. */
  readonly tokens: readonly string[];
  /** A file of rooms and tokens to send instead, see `pairs.ts`. */
  readonly pairsFile?: string | undefined;
  readonly connections: number;
  /** The end, as a duration or a number of requests. */
  readonly until: { readonly ms: number } | { readonly requests: number };
}

export interface LoadResult {
  readonly requestsPerSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
}

/** Kept from turn to turn: a restart could send tokens that the server still has in its cache. */
const requestsByName = new Map<string, NextRequest>();

async function run(order: LoadOrder): Promise<LoadResult> {
  const request = requestsOf(order);
  const latencies: number[] = [];
  const startedAt = performance.now();
  const isOver = stopwatch(order.until, startedAt);
  const answered = new Promise<void>((resolve, reject) => {
    let open = order.connections;
    const nextRequest = () => {
      if (!isOver()) return request();
      if (--open === 0) resolve();
      return undefined;
    };
    const handlers = {
      nextRequest,
      onAnswer: (latencyMs: number) => latencies.push(latencyMs),
      fail: reject,
    };
    const port = Number(new URL(order.url).port);
    for (let i = 0; i < order.connections; i++) new Connection(port, order.status, handlers);
  });
  await stayAwakeFor(answered);
  const seconds = (performance.now() - startedAt) / 1000;
  return {
    requestsPerSecond: latencies.length / seconds,
    p50Ms: percentile(latencies, 0.5),
    p99Ms: percentile(latencies, 0.99),
  };
}

function requestsOf(order: LoadOrder): NextRequest {
  const { name, tokens, pairsFile } = order;
  const known = requestsByName.get(name);
  if (known !== undefined) return known;
  const requests =
    pairsFile === undefined ? requestsOfTokens(order, tokens) : requestsOfPairs(order, pairsFile);
  requestsByName.set(name, requests);
  return requests;
}

function stopwatch(until: LoadOrder['until'], startedAt: number): () => boolean {
  if ('ms' in until) return () => performance.now() - startedAt >= until.ms;
  let left = until.requests;
  return () => left-- <= 0;
}

answerOrders(run);

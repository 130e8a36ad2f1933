import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { newToken } from '../boardgate.ts';

const EVERY_MS = 250;
/** Longer than any webhook may take: then it counts as lost. */
const LOST_MS = 120_000;

/**
 * Starts a conversion four times a second whose document nobody can fetch, and returns how long each took until its webhook arrived, from
 * the time at which it was due.
 */
export async function quietWebhooks(url: string): Promise<(ms: number) => Promise<number[]>> {
  const arrivals = new Map<string, () => void>();
  const receiver = createServer((request, response) => {
    arrivals.get(request.url ?? '')?.();
    response.end();
  });
  receiver.listen(0, '127.0.0.1');
  await once(receiver, 'listening');
  receiver.unref();
  const at = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}`;
  const token = newToken();
  let count = 0;
  const one = async (due: number): Promise<number> => {
    const path = `/${count++}`;
    const arrived = new Promise<void>((resolve, reject) => {
      arrivals.set(path, resolve);
      setTimeout(() => reject(new Error('a webhook did not arrive')), LOST_MS).unref();
    });
    await startFailing(url, token, at + path);
    await arrived;
    return performance.now() - due;
  };
  return async (ms) => {
    const latencies: Promise<number>[] = [];
    const startedAt = performance.now();
    for (let due = startedAt; due - startedAt < ms; due += EVERY_MS) {
      await new Promise((resolve) => setTimeout(resolve, Math.max(0, due - performance.now())));
      latencies.push(one(due));
    }
    return await Promise.all(latencies);
  };
}

/** A conversion that ends at once: its document is at an address that is refused. */
export async function startFailing(url: string, token: string, webhookEndpoint: string): Promise<void> {
  const body = JSON.stringify({ resource: 'http://10.0.0.1/lesson.pdf', type: 'static', webhookEndpoint });
  const headers = { token, region: 'us-sv', 'content-type': 'application/json' };
  const answer = await fetch(`${url}/v5/projector/tasks`, { method: 'POST', headers, body });
  if (!answer.ok) throw new Error(`a conversion was refused: ${await answer.text()}`);
}

import { createRoom, newToken, TOKEN_BODY } from '../boardgate.ts';
import { Connection } from '../connection.ts';

const EVERY_MS = 10;

/**
 * Asks for a Room token a hundred times a second and returns how long each took, from the time at which it was due: a server that stalls
 * delays all that would have been sent meanwhile.
 */
export async function quietTenant(url: string): Promise<(ms: number) => Promise<number[]>> {
  const token = newToken();
  const room = await createRoom(url, token);
  const head = `POST /v5/tokens/rooms/${room} HTTP/1.1\r\nHost: b\r\nregion: us-sv\r\ntoken: ${token}\r\n`;
  const request = Buffer.from(`${head}Content-Length: ${TOKEN_BODY.length}\r\n\r\n${TOKEN_BODY}`);
  const port = Number(new URL(url).port);
  return async (ms) => {
    const latencies: number[] = [];
    const startedAt = performance.now();
    for (let due = startedAt; due - startedAt < ms; due += EVERY_MS) {
      await new Promise((resolve) => setTimeout(resolve, Math.max(0, due - performance.now())));
      await exchange(port, request);
      latencies.push(performance.now() - due);
    }
    return latencies;
  };
}

/** One request on a connection of its own: a client that was cut off would connect again too. */
function exchange(port: number, request: Buffer): Promise<void> {
  return new Promise((resolve, reject) => {
    const requests = [request];
    const nextRequest = () => {
      const next = requests.pop();
      if (next === undefined) resolve();
      return next;
    };
    new Connection(port, 201, { nextRequest, onAnswer: () => {}, fail: reject });
  });
}

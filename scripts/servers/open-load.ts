import { fork, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { availableParallelism } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { HEADERS } from './service.ts';

/** Requests that come whether or not earlier ones are answered, as from many clients who know nothing of each other. */
export interface OpenLoad {
  readonly url: string;
  readonly path: string;
  readonly body: string;
  readonly ratePerSecond: number;
  readonly seconds: number;
  /** Whoever finds none free waits for one, and that counts as waiting. */
  readonly connections: number;
}

export interface OpenLoadResult {
  /** How long it took until the last answer. */
  readonly seconds: number;
  readonly accepted: number;
  /** With 503 or 429. */
  readonly refused: number;
  /** Other answers, and none. */
  readonly failed: number;
  readonly acceptedP99Ms: number;
  /** Whether each refusal said when to try again. */
  readonly haveRetryAfter: boolean;
}

/** Sends the load from a process of its own, on the last core. */
export async function sendOpenLoad(load: OpenLoad): Promise<OpenLoadResult> {
  const child = fork(fileURLToPath(import.meta.url));
  pinTo(child.pid ?? 0, availableParallelism() - 1);
  child.send(load);
  const [result] = (await once(child, 'message')) as [OpenLoadResult];
  return result;
}

/** Keeps a process, and what it starts from now on, on one core: what sends a load must not take from who answers it. */
export function pinTo(pid: number, core: number): void {
  spawnSync('taskset', ['--all-tasks', '--cpu-list', '--pid', String(core), String(pid)]);
}

const TICK_MS = 2;
const HEAD_END = Buffer.from('\r\n\r\n');

class Clients {
  readonly waits: number[] = [];
  refused = 0;
  failed = 0;
  haveRetryAfter = true;
  readonly #load: OpenLoad;
  readonly #request: Buffer;
  /** When each request was due that has no connection yet. */
  readonly #due: number[] = [];
  #next = 0;
  readonly #idle: ((dueAt: number) => void)[] = [];
  readonly #sockets = new Set<Socket>();
  #underWay = 0;

  constructor(load: OpenLoad) {
    this.#load = load;
    const { path, body } = load;
    const lines = Object.entries({ host: 'x', ...HEADERS, 'content-length': String(body.length) });
    const head = [`POST ${path} HTTP/1.1`, ...lines.map((line) => line.join(': '))];
    this.#request = Buffer.from(`${head.join('\r\n')}\r\n\r\n${body}`);
  }

  get open(): number {
    return this.#underWay + this.#due.length - this.#next;
  }

  ask(dueAt: number): void {
    const client = this.#idle.pop();
    if (client !== undefined) client(dueAt);
    else {
      this.#due.push(dueAt);
      if (this.#sockets.size < this.#load.connections) this.#connect();
    }
  }

  /** Who still has no connection goes away. */
  giveUp(): void {
    this.#next = this.#due.length;
  }

  end(): void {
    for (const socket of this.#sockets) socket.destroy();
  }

  #connect(): void {
    const { hostname, port } = new URL(this.#load.url);
    const socket = connect(Number(port), hostname);
    socket.setNoDelay(true);
    this.#sockets.add(socket);
    let askedAt: number | undefined;
    let received: Buffer = Buffer.alloc(0);
    const ask = (dueAt: number) => {
      askedAt = dueAt;
      this.#underWay++;
      socket.write(this.#request);
    };
    const askNext = () => {
      const dueAt = this.#due[this.#next];
      if (dueAt === undefined) this.#idle.push(ask);
      else {
        this.#next++;
        ask(dueAt);
      }
    };
    socket.once('connect', askNext);
    socket.on('data', (chunk: Buffer) => {
      received = Buffer.concat([received, chunk]);
      const headEnd = received.indexOf(HEAD_END);
      if (headEnd === -1 || askedAt === undefined) return;
      const head = received.toString('latin1', 0, headEnd);
      const length = Number(/\r\ncontent-length: (\d+)/i.exec(head)?.[1]);
      if (received.length < headEnd + HEAD_END.length + length) return;
      received = Buffer.alloc(0);
      this.#underWay--;
      this.#note(head, askedAt);
      askedAt = undefined;
      askNext();
    });
    socket.on('error', () => {});
    socket.once('close', () => {
      this.#sockets.delete(socket);
      if (askedAt !== undefined) {
        this.#underWay--;
        this.failed++;
      }
      const at = this.#idle.indexOf(ask);
      if (at !== -1) this.#idle.splice(at, 1);
    });
  }

  #note(head: string, askedAt: number): void {
    const status = Number(head.slice(9, 12));
    if (status === 201) this.waits.push(performance.now() - askedAt);
    else if (status === 503 || status === 429) {
      this.refused++;
      this.haveRetryAfter &&= /\r\nretry-after: \d/i.test(head);
    } else this.failed++;
  }
}

async function send(load: OpenLoad): Promise<OpenLoadResult> {
  const clients = new Clients(load);
  const began = performance.now();
  let asked = 0;
  for (;;) {
    const now = performance.now();
    if (now - began >= load.seconds * 1000) break;
    const due = ((now - began) / 1000) * load.ratePerSecond;
    for (; asked < due; asked++) clients.ask(now);
    await sleep(TICK_MS);
  }
  clients.giveUp();
  while (clients.open > 0) await sleep(TICK_MS);
  const seconds = (performance.now() - began) / 1000;
  clients.end();
  const { waits, refused, failed, haveRetryAfter } = clients;
  const sorted = waits.toSorted((a, b) => a - b);
  return {
    seconds,
    accepted: waits.length,
    refused,
    failed,
    acceptedP99Ms: sorted[Math.floor(0.99 * sorted.length)] ?? 0,
    haveRetryAfter,
  };
}

if (import.meta.main) {
  const [load] = (await once(process, 'message')) as [OpenLoad];
  process.send?.(await send(load));
  process.disconnect?.();
}

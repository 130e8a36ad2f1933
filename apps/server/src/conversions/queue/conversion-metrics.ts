import { FAILURES, type FailureReason } from '@boardgate/renderer';
import { Counter, Gauge, Histogram, type Registry } from 'prom-client';
import type { Database } from '../../database/database.ts';

/** Bounds how often scrapes query the database. */
const KEPT_MS = 5000;
const DURATION_BOUNDS = [0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300];

interface Ending {
  readonly result: 'finished' | 'failed' | 'called-off';
  readonly reason?: FailureReason;
  /** Only of conversions that ran on this server. */
  readonly seconds?: number;
  readonly pages?: number;
}

export type NoteEnding = (ending: Ending) => void;

/** For all servers on the database. */
interface Queue {
  readonly waiting: number;
  readonly running: number;
  readonly waitingSince: number | undefined;
  readonly pendingWebhooks: number;
}

/** @returns what counts conversions that end. */
export function registerConversionMetrics(
  registry: Registry,
  { database, now }: { database: Database; now: () => number },
): NoteEnding {
  registerQueue(registry, database, now);
  const registers = [registry];
  const ended = new Counter({
    name: 'boardgate_conversions_ended_total',
    help: 'Conversions that ended on this server, by result, and why they failed',
    labelNames: ['result', 'reason'],
    registers,
  });
  const pages = new Counter({
    name: 'boardgate_conversion_pages_total',
    help: 'Pages of conversions that finished on this server',
    registers,
  });
  const duration = new Histogram({
    name: 'boardgate_conversion_duration_seconds',
    help: 'From the beginning of a conversion on this server to its end, by result',
    labelNames: ['result'],
    buckets: DURATION_BOUNDS,
    registers,
  });
  // A rate needs a zero to rise from.
  for (const result of ['finished', 'called-off']) ended.inc({ result, reason: '' }, 0);
  for (const reason of Object.keys(FAILURES)) ended.inc({ result: 'failed', reason }, 0);
  return ({ result, reason = '', seconds, pages: count = 0 }) => {
    ended.inc({ result, reason });
    pages.inc(count);
    if (seconds !== undefined) duration.observe({ result }, seconds);
  };
}

function registerQueue(registry: Registry, database: Database, now: () => number): void {
  const ask = keptFor(KEPT_MS, () => askQueue(database));
  const gauge = (name: string, help: string, read: (queue: Queue) => number) => {
    const made = new Gauge({
      name,
      help,
      // Each process of a server sees the same.
      aggregator: 'max',
      registers: [registry],
      // Without the database there is no number here, and the other metrics are still answered.
      collect: async () => {
        const queue = await ask().catch(() => undefined);
        if (queue === undefined) made.remove();
        else made.set(read(queue));
      },
    });
  };
  gauge('boardgate_conversions_waiting', 'Conversions that wait, of all servers', ({ waiting }) => waiting);
  gauge('boardgate_conversions_running', 'Conversions that run, of all servers', ({ running }) => running);
  gauge(
    'boardgate_conversions_oldest_waiting_seconds',
    'How long ago the oldest conversion that waits was started',
    ({ waitingSince }) => (waitingSince === undefined ? 0 : Math.max(0, (now() - waitingSince) / 1000)),
  );
  gauge(
    'boardgate_webhooks_pending',
    'Webhooks that are yet to be delivered, of all servers',
    ({ pendingWebhooks }) => pendingWebhooks,
  );
}

async function askQueue({ db }: Database): Promise<Queue> {
  const [tasks, webhooks] = await Promise.all([
    db
      .selectFrom('tasks')
      .select(({ fn }) => ['status', fn.countAll<number>().as('count'), fn.min('created_at').as('oldest')])
      .where('status', 'in', ['Waiting', 'Converting'])
      .groupBy('status')
      .execute(),
    db
      .selectFrom('webhook_deliveries')
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .where('due_at', 'is not', null)
      .executeTakeFirst(),
  ]);
  const waiting = tasks.find(({ status }) => status === 'Waiting');
  const running = tasks.find(({ status }) => status === 'Converting');
  return {
    waiting: Number(waiting?.count ?? 0),
    running: Number(running?.count ?? 0),
    waitingSince: waiting && Number(waiting.oldest),
    pendingWebhooks: Number(webhooks?.count ?? 0),
  };
}

/** Keeps an answer for a time; a failure is not kept. */
function keptFor<Value>(keptMs: number, ask: () => Promise<Value>): () => Promise<Value> {
  let kept: { readonly value: Promise<Value>; readonly at: number } | undefined;
  return () => {
    const at = performance.now();
    if (kept !== undefined && at - kept.at < keptMs) return kept.value;
    const value = ask();
    kept = { value, at };
    value.catch(() => {
      if (kept?.value === value) kept = undefined;
    });
    return value;
  };
}

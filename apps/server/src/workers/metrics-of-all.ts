import { AggregatorRegistry, Counter, collectDefaultMetrics, type MetricObject, Registry } from 'prom-client';

/** A worker that is too busy to answer counts with what it said last. */
const LIMIT_MS = 1000;

type Metrics = readonly MetricObject[];

/** Adds up the metrics of all processes of a server. What a worker has counted stays counted when it dies. */
export class MetricsOfAll {
  /** Of the process that runs the workers, which does its share of the work too. */
  readonly #own = new Registry();
  readonly #last = new Map<number, Metrics>();
  readonly #replaced = new Counter({
    name: 'boardgate_workers_replaced_total',
    help: 'Processes of this server that died and were replaced',
    registers: [this.#own],
  });
  /** Sums of those that have died, as of their last word. */
  #departed: Promise<Metrics> = Promise.resolve([]);
  #receipts = 0;
  readonly #waiting = new Map<number, { readonly unheard: Set<number>; readonly done: () => void }>();

  constructor() {
    collectDefaultMetrics({ register: this.#own });
  }

  noteReplacement(): void {
    this.#replaced.inc();
  }

  note(worker: number, receipt: number, metrics: unknown): void {
    this.#last.set(worker, metrics as Metrics);
    this.#settle(receipt, worker);
  }

  noteEnd(worker: number): void {
    const metrics = this.#last.get(worker);
    this.#last.delete(worker);
    for (const receipt of this.#waiting.keys()) this.#settle(receipt, worker);
    if (metrics === undefined) return;
    this.#departed = this.#departed.then((departed) =>
      addUp([departed, metrics.filter(isSum)]).getMetricsAsJSON(),
    );
  }

  /** @param ask asks all workers for their metrics, which are to be noted with the number that is given. */
  async read(workers: readonly number[], ask: (receipt: number) => void): Promise<string> {
    const receipt = ++this.#receipts;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, LIMIT_MS);
      const done = () => {
        clearTimeout(timer);
        resolve();
      };
      this.#waiting.set(receipt, { unheard: new Set(workers), done });
      ask(receipt);
    });
    this.#waiting.delete(receipt);
    const own = await this.#own.getMetricsAsJSON();
    return await addUp([...this.#last.values(), own, await this.#departed]).metrics();
  }

  #settle(receipt: number, worker: number): void {
    const waiting = this.#waiting.get(receipt);
    if (waiting === undefined) return;
    waiting.unheard.delete(worker);
    if (waiting.unheard.size === 0) waiting.done();
  }
}

function addUp(metrics: readonly Metrics[]): Registry {
  // Its types know only one of the two forms that it takes.
  return AggregatorRegistry.aggregate(metrics as never[]) as Registry;
}

/** What only grows. Of a gauge, nothing is left when its process is gone. */
function isSum({ type }: MetricObject): boolean {
  return String(type) === 'counter' || String(type) === 'histogram';
}

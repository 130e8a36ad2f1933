import { PgBoss } from 'pg-boss';
import type { Turns } from './turns.ts';

/** Its tables stand in a schema of their own, beside ours. */
const SCHEMA = 'boardgate_jobs';
const QUEUE = 'conversion-turns';
const MAX_CONNECTIONS = 3;
const POLL_SECONDS = 1;
/** Beyond the longest conversion, after which its turn is over in any case. */
const EXPIRY_MARGIN_SECONDS = 60;
const MAX_EXPIRY_SECONDS = 86_000;
const KEPT_SECONDS = 3600;

interface SharedTurnsOptions {
  readonly databaseUrl: string;
  readonly concurrency: number;
  readonly timeLimitMs: number;
  readonly take: () => Promise<void>;
  readonly onError: (error: unknown) => void;
}

/**
 * Turns that servers on one PostgreSQL share: pg-boss gives each to the server that is free first. It is started by the first task, so a
 * server that converts nothing does without its connections.
 */
export class SharedTurns implements Turns {
  readonly #options: SharedTurnsOptions;
  #started: Promise<{ boss: PgBoss; workerId: string }> | undefined;
  readonly #taken = new Set<Promise<void>>();
  #isStopped = false;

  constructor(options: SharedTurnsOptions) {
    this.#options = options;
  }

  wake(): void {
    void this.#wake().catch(this.#options.onError);
  }

  async #wake(): Promise<void> {
    if (this.#isStopped) return;
    const { boss, workerId } = await this.#start();
    await boss.send(QUEUE);
    boss.notifyWorker(workerId);
  }

  #start(): Promise<{ boss: PgBoss; workerId: string }> {
    this.#started ??= this.#open().catch((error: unknown) => {
      // Tried again with the next turn.
      this.#started = undefined;
      throw error;
    });
    return this.#started;
  }

  async #open(): Promise<{ boss: PgBoss; workerId: string }> {
    const { databaseUrl, concurrency, timeLimitMs, take, onError } = this.#options;
    const boss = new PgBoss({
      connectionString: databaseUrl,
      schema: SCHEMA,
      max: MAX_CONNECTIONS,
      application_name: 'boardgate turns',
    });
    boss.on('error', onError);
    try {
      await boss.start();
      await boss.createQueue(QUEUE, {
        // At most one turn waits: a turn that finds a task asks for the next.
        policy: 'short',
        retryLimit: 0,
        expireInSeconds: Math.min(Math.ceil(timeLimitMs / 1000) + EXPIRY_MARGIN_SECONDS, MAX_EXPIRY_SECONDS),
        deleteAfterSeconds: KEPT_SECONDS,
      });
      const workerId = await boss.work(
        QUEUE,
        { localConcurrency: concurrency, pollingIntervalSeconds: POLL_SECONDS },
        () => this.#take(take),
      );
      return { boss, workerId };
    } catch (error) {
      await boss.stop({ graceful: false }).catch(() => {});
      throw error;
    }
  }

  async #take(take: () => Promise<void>): Promise<void> {
    if (this.#isStopped) return;
    const turn = take();
    this.#taken.add(turn);
    await turn.finally(() => this.#taken.delete(turn));
  }

  /** The turns that were taken are waited for here: pg-boss waits some seconds more, for housekeeping of its own. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    const started = await this.#started?.catch(() => undefined);
    await Promise.allSettled(this.#taken);
    await started?.boss.stop({ graceful: false });
  }
}

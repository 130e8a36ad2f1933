import type { FastifyInstance } from 'fastify';

/** Work that a running server repeats. */
export interface Job {
  readonly everyMs: number;
  readonly run: () => Promise<unknown>;
  /** Whether it also runs at the start, which does not wait for it. */
  readonly runsAtStart?: true;
  /** Runs once, before the server listens. */
  readonly start?: () => unknown;
  /** Runs once, when the server closes. */
  readonly stop?: () => Promise<unknown>;
  /** Logged when any of them fails. */
  readonly complaint: string;
}

/** Runs jobs while the server runs. A job that fails runs again at its next turn. */
export function registerUpkeep(app: FastifyInstance, jobs: readonly Job[]): void {
  const timers: NodeJS.Timeout[] = [];
  let isClosing = false;

  app.addHook('onReady', async () => {
    for (const job of jobs) {
      await attempt(job.start, job);
      if (job.runsAtStart) void attempt(job.run, job);
      timers.push(setInterval(() => void attempt(job.run, job), job.everyMs).unref());
    }
  });
  app.addHook('onClose', async () => {
    isClosing = true;
    for (const timer of timers) clearInterval(timer);
    await Promise.all(jobs.map((job) => attempt(job.stop, job)));
  });

  async function attempt(work: (() => unknown) | undefined, { stop, complaint }: Job): Promise<void> {
    try {
      await work?.();
    } catch (error) {
      // What was under way may find the database closed.
      if (!isClosing || work === stop) app.log.warn({ err: error }, complaint);
    }
  }
}

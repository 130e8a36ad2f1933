import type { FastifyInstance } from 'fastify';
import type { Revocations } from './revocations/revocations.ts';
import type { RevokedTokens } from './revocations/revoked-tokens.ts';
import type { Usage } from './usage/usage.ts';
import type { UsageStore } from './usage/usage-store.ts';

/** What was counted is written this often: the most that a crash may lose. */
const WRITE_MS = 1000;
const CLEAN_MS = 600_000;
/** How long usage is kept: a year and a month. */
const USAGE_KEPT_MS = 396 * 86_400_000;

/** What a running server does by itself: it writes what it counted, and removes what nobody needs any more. */
export function registerUpkeep(
  app: FastifyInstance,
  {
    usage,
    usageStore,
    revocations,
    revoked,
    now,
  }: {
    usage: Usage;
    usageStore: UsageStore;
    revocations: Revocations;
    revoked: RevokedTokens;
    now: () => number;
  },
): void {
  const write = async () => {
    await usage.flush();
    await revoked.ensureLoaded();
  };
  const clean = async () => {
    await usageStore.deleteBefore(now() - USAGE_KEPT_MS);
    if ((await revocations.prune()) > 0) await revoked.load();
  };
  const timers: NodeJS.Timeout[] = [];

  app.addHook('onReady', async () => {
    // Not waited for: until it is done, every token is looked up.
    void revoked.load().catch(() => {});
    every(WRITE_MS, write, 'writing usage failed: it is tried again');
    every(CLEAN_MS, clean, 'cleaning up failed: it is tried again');
  });
  app.addHook('onClose', async () => {
    for (const timer of timers) clearInterval(timer);
    await usage
      .flush()
      .catch((error: unknown) => app.log.error({ err: error }, 'the last usage was not written'));
  });

  function every(intervalMs: number, work: () => Promise<void>, complaint: string): void {
    const timer = setInterval(() => {
      work().catch((error: unknown) => app.log.warn({ err: error }, complaint));
    }, intervalMs);
    timer.unref();
    timers.push(timer);
  }
}

import type { FastifyInstance } from 'fastify';
import type { Config } from './config.ts';
import type { ConsoleSessions } from './console/console-sessions.ts';
import type { SignInCodes } from './console/sign-in-codes.ts';
import type { ConversionService } from './conversions/conversion-service.ts';
import { TASK_KEPT_MS } from './conversions/task.ts';
import type { Revocations } from './revocations/revocations.ts';
import type { RevokedTokens } from './revocations/revoked-tokens.ts';
import type { Usage } from './usage/usage.ts';
import type { UsageStore } from './usage/usage-store.ts';
import type { Webhooks } from './webhooks/webhooks.ts';

/** What was counted is written this often: the most that a crash may lose. */
const WRITE_MS = 1000;
/** How often it is looked for conversions that nobody told of, or whose server has died. */
const SWEEP_MS = 3000;
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
    conversions,
    webhooks,
    sessions,
    signInCodes,
    config,
    now,
  }: {
    usage: Usage;
    usageStore: UsageStore;
    revocations: Revocations;
    revoked: RevokedTokens;
    conversions: ConversionService;
    webhooks: Webhooks;
    sessions: ConsoleSessions;
    signInCodes: SignInCodes;
    config: Pick<Config, 'resources' | 'conversionConcurrency'>;
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
    await conversions.cleanUp();
    await webhooks.removeBefore(now() - TASK_KEPT_MS);
    await sessions.prune();
    await signInCodes.prune();
  };
  const timers: NodeJS.Timeout[] = [];

  app.addHook('onReady', async () => {
    // Not waited for: until it is done, every token is looked up.
    void revoked.load().catch(() => {});
    every(WRITE_MS, write, 'writing usage failed: it is tried again');
    // Where tasks live in another service there is nothing to tell of, either.
    if (config.resources === 'local') webhooks.start(app.log);
    if (config.resources === 'local' && config.conversionConcurrency !== 0) {
      every(SWEEP_MS, () => conversions.worker.sweep(), 'looking for conversions failed: it is tried again');
      // At once: an earlier server may have left some.
      setImmediate(() => void conversions.worker.sweep().catch(() => {}));
    }
    every(CLEAN_MS, clean, 'cleaning up failed: it is tried again');
  });
  app.addHook('onClose', async () => {
    for (const timer of timers) clearInterval(timer);
    await Promise.all([conversions.worker.stop(), webhooks.stop()]);
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

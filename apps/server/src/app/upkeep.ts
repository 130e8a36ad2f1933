import type { FastifyInstance } from 'fastify';
import type { ConsoleSessions } from '../access/console-sessions.ts';
import type { SignInCodes } from '../access/sign-in-codes.ts';
import type { Config } from '../config/config.ts';
import type { ConversionService } from '../conversions/queue/conversion-service.ts';
import { TASK_KEPT_MS } from '../conversions/queue/task.ts';
import type { ActivityStore } from '../insight/activity-store.ts';
import type { BusiestKeys } from '../insight/busiest-keys.ts';
import { HEARTBEAT_MS, type Nodes } from '../insight/nodes.ts';
import type { Usage } from '../insight/usage.ts';
import type { UsageStore } from '../insight/usage-store.ts';
import type { Revocations } from '../revocations/revocations.ts';
import type { RevokedTokens } from '../revocations/revoked-tokens.ts';
import type { Webhooks } from '../webhooks/webhooks.ts';

/** What was counted is written this often: the most that a crash may lose. */
const WRITE_MS = 1000;
/** How often it is looked for conversions that nobody told of, or whose server has died. */
const SWEEP_MS = 3000;
const CLEAN_MS = 600_000;
const HEARTBEAT_FAILED = 'saying that this server is there failed: it is tried again';
/** How long usage is kept: a year and a month. */
const USAGE_KEPT_MS = 396 * 86_400_000;

/** What a running server does by itself: it writes what it counted, and removes what nobody needs any more. */
export function registerUpkeep(
  app: FastifyInstance,
  {
    usage,
    usageStore,
    activity,
    nodes,
    busiestKeys,
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
    activity: ActivityStore;
    nodes: Nodes;
    busiestKeys: BusiestKeys;
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
    await activity.deleteOld(now());
    await nodes.deleteOld();
    busiestKeys.forgetOld();
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
    every(HEARTBEAT_MS, () => nodes.beat(), HEARTBEAT_FAILED);
    await nodes.beat().catch((error: unknown) => app.log.warn({ err: error }, HEARTBEAT_FAILED));
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
    // Whoever cannot say goodbye is taken for gone all the same.
    await nodes.leave().catch(() => {});
  });

  function every(intervalMs: number, work: () => Promise<void>, complaint: string): void {
    const timer = setInterval(() => {
      work().catch((error: unknown) => app.log.warn({ err: error }, complaint));
    }, intervalMs);
    timer.unref();
    timers.push(timer);
  }
}

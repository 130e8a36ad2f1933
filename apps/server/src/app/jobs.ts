import type { FastifyBaseLogger } from 'fastify';
import { writeRepeats } from '../audit/repeats.ts';
import type { Config } from '../config/config.ts';
import type { ConversionService } from '../conversions/queue/conversion-service.ts';
import { TASK_KEPT_MS } from '../conversions/queue/task.ts';
import type { Database } from '../database/database.ts';
import { HEARTBEAT_MS } from '../insight/nodes.ts';
import { LOOK_MS } from '../insight/readiness.ts';
import type { RevokedTokens } from '../revocations/revoked-tokens.ts';
import { FOLLOW_MS, KeyFollower } from '../secrets/key-follower.ts';
import type { Vault } from '../secrets/vault.ts';
import type { Services } from './services.ts';
import type { Job } from './upkeep.ts';

/** A crash may lose this much of the usage. */
const WRITE_MS = 1000;
/** Polls for conversions that no server announced or whose server died. */
const SWEEP_MS = 3000;
/** How late a line of the audit log may be that stands for many changes. */
const FOLDED_MS = 10_000;
/** Damage is rare, and looking for it reads the whole file. */
const CHECK_FILE_MS = 86_400_000;
const CLEAN_MS = 600_000;
/** A year and a month. */
const USAGE_KEPT_MS = 396 * 86_400_000;

/** The jobs of every server. */
export function createJobs(
  {
    nodes,
    readiness,
    usage,
    usageStore,
    activityStore,
    busiestKeys,
    revocations,
    webhooks,
    sessions,
    signInCodes,
    idempotency,
  }: Services,
  {
    database,
    config,
    vault,
    revoked,
    conversions,
    isFirst,
    now,
  }: {
    database: Database;
    config: Config;
    vault: Vault;
    revoked: RevokedTokens;
    conversions: ConversionService;
    /** Of several processes that are a server together, only the first does what is done once for all of them. */
    isFirst: boolean;
    now: () => number;
  },
): Job[] {
  const keys = new KeyFollower(database.db, vault, config, isFirst ? nodes.id : undefined);
  const ofEachProcess: Job[] = [
    {
      everyMs: FOLLOW_MS,
      run: () => keys.look(),
      complaint: 'looking for a new master key failed',
    },
    {
      everyMs: LOOK_MS,
      run: () => readiness.look(),
      runsAtStart: true,
      complaint: 'looking at the database failed',
    },
    {
      everyMs: CHECK_FILE_MS,
      run: () => readiness.lookForDamage(),
      runsAtStart: true,
      complaint: 'the database has to be looked at',
    },
    {
      everyMs: WRITE_MS,
      run: async () => {
        await usage.flush();
        await revoked.ensureLoaded();
      },
      // Not awaited: until it is done, every token is looked up.
      start: () => void revoked.load().catch(() => {}),
      stop: () => usage.flush(),
      complaint: 'writing usage failed',
    },
    {
      everyMs: CLEAN_MS,
      run: async () => busiestKeys.forgetOld(),
      complaint: 'forgetting old usage failed',
    },
  ];
  if (!isFirst) return ofEachProcess;
  return [
    {
      everyMs: HEARTBEAT_MS,
      run: () => nodes.beat(),
      start: () => nodes.beat(),
      // A server that cannot sign off misses its heartbeats.
      stop: () => nodes.leave().catch(() => {}),
      complaint: 'writing the heartbeat failed',
    },
    ...ofEachProcess,
    {
      everyMs: FOLDED_MS,
      run: () => writeRepeats(database, now()),
      complaint: 'writing folded lines of the audit log failed',
    },
    {
      everyMs: CLEAN_MS,
      run: async () => {
        await usageStore.deleteBefore(now() - USAGE_KEPT_MS);
        await activityStore.deleteOld(now());
        await nodes.deleteOld();
        if ((await revocations.prune()) > 0) await revoked.load();
        await conversions.cleanUp();
        await webhooks.removeBefore(now() - TASK_KEPT_MS);
        await sessions.prune();
        await signInCodes.prune();
        await idempotency.prune();
      },
      complaint: 'cleaning up failed',
    },
  ];
}

/** The job of a server whose rooms and conversions are local: it converts, and sends webhooks about it. */
export function createConversionJob(
  { webhooks }: Services,
  { worker }: ConversionService,
  { conversionConcurrency }: Pick<Config, 'conversionConcurrency'>,
  log: FastifyBaseLogger,
): Job {
  const sweep = async () => {
    if (conversionConcurrency !== 0) await worker.sweep();
  };
  return {
    everyMs: SWEEP_MS,
    run: sweep,
    start: () => {
      webhooks.start(log);
      if (conversionConcurrency !== 0) worker.start();
      // An earlier server may have left some. Not awaited: the server can listen meanwhile.
      setImmediate(() => void sweep().catch(() => {}));
    },
    stop: () => Promise.all([worker.stop(), webhooks.stop()]),
    complaint: 'looking for conversions failed',
  };
}

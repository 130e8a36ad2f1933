import { signSdkToken } from '@boardgate/token';
import { KEY, startServer } from '../boardgate.ts';
import { launch, temporaryFolder } from '../child.ts';
import { seed } from '../seed.ts';
import { percentile } from '../statistics.ts';
import { ABUSERS, ABUSERS_ADDRESS } from './abuse.ts';
import { ABUSES } from './abuses.ts';
import { quietTenant } from './quiet-tenant.ts';

const ROOMS = 1000;
const QUIET_MS = 10_000;
const SAMPLE_MS = 50;

/** Leaves room in 512 MiB for what is outside of the heap. */
const NODE_OPTIONS = '--max-old-space-size=256';

export interface AbuseResult {
  readonly quietP99Ms: number;
  /** Of the quiet tenant, beside the abuse. */
  readonly p99Ms: number;
  readonly longestMs: number;
  readonly peakMb: number;
  /** Why the server or its quiet tenant did not survive. */
  readonly failure?: string;
}

/** Abuses a server of its own for a time, and measures a quiet tenant before and meanwhile. */
export async function measureAbuse(name: string, abuseMs: number): Promise<AbuseResult> {
  const folder = temporaryFolder();
  await seed(folder, (seeder) => {
    const [project = ''] = ABUSERS.map((pair) => {
      const own = seeder.addProject(pair.accessKey);
      seeder.addKey(own, pair);
      return own;
    });
    for (let i = 0; i < ROOMS; i++)
      seeder.addRoom(project, (0x10_00_00_00 + i).toString(16).padStart(32, '0'), Date.now() + i);
  });
  const server = await startServer(folder, {
    NODE_OPTIONS,
    BOARDGATE_LOG_LEVEL: 'error',
    BOARDGATE_CONVERSION_ALLOW_HOSTS: `127.0.0.1,${ABUSERS_ADDRESS}`,
  });
  const ask = await (ABUSES[name]?.quietTenant ?? quietTenant)(server.url);
  // Warms up.
  await ask(2000);
  const quiet = await ask(QUIET_MS);
  const [abuserPair = KEY] = ABUSERS;
  const token = signSdkToken({ ...abuserPair, role: 'writer', lifespanMs: 0 });
  let peakMb = server.residentMb();
  const sampling = setInterval(() => {
    peakMb = Math.max(peakMb, server.residentMb());
  }, SAMPLE_MS);
  const abuser = launch('./abuse/abuser.ts', [name, new URL(server.url).port, token]);
  try {
    const beside = await ask(abuseMs);
    return {
      quietP99Ms: percentile(quiet, 0.99),
      p99Ms: percentile(beside, 0.99),
      longestMs: percentile(beside, 1),
      peakMb,
    };
  } catch (error) {
    const failure = (error as Error).message;
    return { quietP99Ms: percentile(quiet, 0.99), p99Ms: Infinity, longestMs: Infinity, peakMb, failure };
  } finally {
    clearInterval(sampling);
    abuser.kill('SIGKILL');
    await server.stop();
  }
}

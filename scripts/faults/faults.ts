import { KILLING_S, runClock, runFirstStarts, runFolderDeleted, runKills, runThreeServers } from './data.ts';
import {
  DEAF_LIMIT_MS,
  HEALED_MS,
  LONGEST_WAIT_MS,
  runChanges,
  runDeafFeed,
  runFailover,
  runPostgresEnds,
  runSilence,
  runStopInSilence,
  STOP_LIMIT_S,
} from './databases.ts';
import type { Fault, Surroundings } from './fault.ts';
import {
  ACCEPTED_MS,
  ALIVE_MS,
  GOODPUT,
  IDLE,
  OVERLOAD,
  RECOVERED_MS,
  runFewFiles,
  runIdleConnections,
  runOverload,
  SLOW,
  SLOWER,
} from './loads.ts';
import { runLogFull, runRollingRestart, runStop } from './stopping.ts';

const seconds = (ms: number) => `${ms / 1000} s`;
const OVERLOAD_PROMISE = `goodput ≥ ${GOODPUT}, p99 ≤ ${seconds(ACCEPTED_MS)}, /healthz ≤ ${seconds(ALIVE_MS)}, memory flat`;

export const FAULTS: readonly Fault[] = [
  {
    name: 'The disk of the log is full',
    promise: 'every request is answered, lines are dropped and counted',
    run: runLogFull,
  },
  {
    name: 'SIGTERM under 16 busy connections',
    promise: 'every request is answered',
    run: runStop,
  },
  {
    name: 'Rolling restart of three servers behind a load balancer',
    promise: 'none of 20,000 requests fails',
    run: runRollingRestart,
  },
  {
    name: '200 bans on one of three servers',
    promise: 'the others refuse within 100 ms, p99',
    run: runChanges,
  },
  {
    name: 'The connection that hears of changes is cut, or hangs',
    promise: `changes are in force within ${seconds(DEAF_LIMIT_MS)}`,
    run: runDeafFeed,
  },
  {
    name: 'PostgreSQL silent while three servers stop',
    promise: `each has ended within ${STOP_LIMIT_S} s`,
    run: runStopInSilence,
  },
  ...[5, 20].map((silenceS) => ({
    name: `PostgreSQL silent for ${silenceS} s`,
    promise: `nobody waits longer than ${seconds(LONGEST_WAIT_MS)}; it works within ${seconds(HEALED_MS)} afterwards`,
    run: (surroundings: Surroundings) => runSilence(surroundings, silenceS),
  })),
  {
    name: 'PostgreSQL stopped, killed, started again',
    promise: `nothing lost, nobody waits > ${seconds(LONGEST_WAIT_MS)}, works within ${seconds(HEALED_MS)}`,
    run: runPostgresEnds,
  },
  {
    name: 'PostgreSQL killed, its standby takes over',
    promise: `nothing lost, tokens meanwhile, works within ${seconds(HEALED_MS)}`,
    run: runFailover,
  },
  {
    name: '3 first starts at once on an empty database, 5 times',
    promise: 'all of them serve, and one pair of keys exists',
    run: runFirstStarts,
  },
  {
    name: 'The data folder is deleted under a running server',
    promise: 'no room is acknowledged any more',
    run: runFolderDeleted,
  },
  {
    name: '5 random kills of a server on PostgreSQL under load',
    promise: 'no acknowledged room is lost',
    run: runKills,
  },
  {
    name: `Random kills of three servers for ${KILLING_S} s`,
    promise: 'nothing acknowledged is lost',
    run: runThreeServers,
  },
  {
    name: 'The clock ten years ahead, then ten behind',
    promise: 'rooms listed in order; /readyz beside PostgreSQL says so',
    run: runClock,
  },
  {
    name: `${IDLE.toLocaleString('en-US')} idle and ${SLOW} slow connections`,
    promise: `others wait at most ${SLOWER} times as long, p99`,
    run: runIdleConnections,
  },
  {
    name: `${OVERLOAD} × the rooms SQLite can store`,
    promise: OVERLOAD_PROMISE,
    run: (surroundings) => runOverload(surroundings, undefined),
  },
  {
    name: `${OVERLOAD} × the rooms PostgreSQL can store`,
    promise: OVERLOAD_PROMISE,
    run: (surroundings) => runOverload(surroundings, surroundings.databaseUrl),
  },
  {
    name: 'More connections than the system allows files (ulimit 256)',
    promise: `the server lives, and works within ${seconds(RECOVERED_MS)} afterwards`,
    run: runFewFiles,
  },
];

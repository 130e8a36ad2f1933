import type { EndpointResults, Round } from './endpoints.ts';
import type { StartUpResults } from './start-up.ts';
import { median } from './statistics.ts';

export type InProcessResults = Readonly<Record<string, readonly number[]>>;

/** One promise: what was measured against what was wanted. */
export interface Target {
  readonly name: string;
  readonly wanted: string;
  readonly measured: number;
  readonly isMet: boolean;
}

const RAW = 'raw node:http, fixed answer';
const EXPRESS = 'Express + netless-token, no check';
const ONE_TOKEN = 'Room token, one SDK token';
const NEW_TOKENS = 'Room token, a new SDK token each';

export function judge(
  endpoints: EndpointResults,
  inProcess: InProcessResults,
  startUp: StartUpResults,
): Target[] {
  const rate = ({ requestsPerSecond }: Round) => requestsPerSecond;
  const endpointRatio = (name: string, to: string, of = rate) =>
    medianRatio((endpoints.get(name) ?? []).map(of), (endpoints.get(to) ?? []).map(of));
  const rateRatio = (name: string, to: string) => medianRatio(inProcess[name] ?? [], inProcess[to] ?? []);
  const p99 = ({ p99Ms }: Round) => p99Ms;
  return [
    atLeast('Room token, one SDK token ÷ raw', 0.6, endpointRatio(ONE_TOKEN, RAW)),
    atLeast('Room token, one SDK token ÷ Express', 2, endpointRatio(ONE_TOKEN, EXPRESS)),
    atLeast('Room token, a new SDK token each ÷ raw', 0.42, endpointRatio(NEW_TOKENS, RAW)),
    atMost('p99 of Room token, one SDK token ÷ raw', 2.5, endpointRatio(ONE_TOKEN, RAW, p99)),
    atLeast('signRoomToken ÷ netless-token', 2.2, rateRatio('signRoomToken', 'netless-token roomToken')),
    atLeast('signRoomToken ÷ bare HMAC', 0.65, rateRatio('signRoomToken', 'bare HMAC')),
    atLeast('verifyToken ÷ bare HMAC', 0.45, rateRatio('verifyToken', 'bare HMAC')),
    atMost('ready after, s (SQLite, first start)', 0.6, median(startUp.firstStartMs) / 1000),
    atMost('memory at rest, MB', 130, median(startUp.idleMb)),
  ];
}

/** Of the ratios of each round: the two were measured moments apart, so that a slow moment hits both. */
function medianRatio(ours: readonly number[], theirs: readonly number[]): number {
  return median(ours.map((value, round) => value / (theirs[round] ?? Number.NaN)));
}

function atLeast(name: string, limit: number, measured: number): Target {
  return { name, wanted: `≥ ${limit}`, measured, isMet: measured >= limit };
}

function atMost(name: string, limit: number, measured: number): Target {
  return { name, wanted: `≤ ${limit}`, measured, isMet: measured <= limit };
}

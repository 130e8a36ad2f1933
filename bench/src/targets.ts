import type { ConversionResults } from './conversion.ts';
import { ALONE, BESIDE } from './conversion-beside.ts';
import type { InProcessResults, Results } from './measured.ts';
import { MANY_REVOKED, type RevocationResults } from './revocations.ts';
import type { Round, Rounds } from './rounds.ts';
import type { ScaleResults } from './scale.ts';
import { LARGE_PAGES, SMALL_PAGE } from './scale-pages.ts';
import { ALL_ROOMS, APP_SERVERS, LARGE, SMALL } from './scale-room-tokens.ts';
import type { StartUpResults } from './start-up.ts';
import { median, medianRatio } from './statistics.ts';
import type { TimingResults } from './timing.ts';

/** A target, and whether the results meet it. */
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

/** Judges the targets of the parts that were measured. */
export function judge(results: Results): Target[] {
  const { endpoints, inProcess, startUp, scale, revocations, timing, conversion } = results;
  return [
    ...(endpoints ? judgeEndpoints(endpoints) : []),
    ...(inProcess ? judgeInProcess(inProcess) : []),
    ...(startUp ? judgeStartUp(startUp) : []),
    ...(scale ? judgeScale(scale) : []),
    ...(revocations ? judgeRevocations(revocations) : []),
    ...(timing ? judgeTiming(timing) : []),
    ...(conversion ? judgeConversion(conversion) : []),
  ];
}

function judgeEndpoints(rounds: Rounds): Target[] {
  const p99 = ({ p99Ms }: Round) => p99Ms;
  return [
    atLeast('Room token, one SDK token ÷ raw', 0.6, ratioOf(rounds, ONE_TOKEN, RAW)),
    atLeast('Room token, one SDK token ÷ Express', 2, ratioOf(rounds, ONE_TOKEN, EXPRESS)),
    atLeast('Room token, a new SDK token each ÷ raw', 0.42, ratioOf(rounds, NEW_TOKENS, RAW)),
    atMost('p99 of Room token, one SDK token ÷ raw', 2.5, ratioOf(rounds, ONE_TOKEN, RAW, p99)),
  ];
}

function judgeInProcess(rates: InProcessResults): Target[] {
  const ratio = (name: string, to: string) => medianRatio(rates[name] ?? [], rates[to] ?? []);
  return [
    atLeast('signRoomToken ÷ netless-token', 2.2, ratio('signRoomToken', 'netless-token roomToken')),
    atLeast('signRoomToken ÷ bare HMAC', 0.65, ratio('signRoomToken', 'bare HMAC')),
    atLeast('verifyToken ÷ bare HMAC', 0.45, ratio('verifyToken', 'bare HMAC')),
  ];
}

function judgeStartUp({ firstStartMs, idleMb }: StartUpResults): Target[] {
  return [
    atMost('ready after, s (SQLite, first start)', 0.6, median(firstStartMs) / 1000),
    atMost('memory at rest, MB', 130, median(idleMb)),
  ];
}

function judgeScale({ roomTokens, pages, memoryMb: { small, large } }: ScaleResults): Target[] {
  return [
    ...[LARGE, ALL_ROOMS, APP_SERVERS].map((name) =>
      atLeast(`${name} ÷ small`, 0.9, ratioOf(roomTokens, name, SMALL)),
    ),
    atMost('memory of large, MB more than small', 80, large.afterwards - small.afterwards),
    // The inverse of the throughput: the time of a request.
    ...LARGE_PAGES.map((name) => atMost(`page, ${name} ÷ small`, 1.5, ratioOf(pages, SMALL_PAGE, name))),
  ];
}

function judgeRevocations({ verification, memoryMb }: RevocationResults): Target[] {
  const [none = [], many = []] = verification;
  return [
    atLeast('verification with a million tokens revoked ÷ none', 0.95, medianRatio(many, none)),
    atMost(`memory of ${MANY_REVOKED}, MB`, 100, memoryMb.many - memoryMb.none),
  ];
}

function judgeTiming(results: TimingResults): Target[] {
  return Object.entries(results).map(([name, { p }]) => atLeast(`p of ${name}`, 0.01, p));
}

function judgeConversion({ pages, rendererMb, firstPageMs, beside }: ConversionResults): Target[] {
  const ratios = Object.values(pages).map(({ ours, pdftoppm }) => medianRatio(ours, pdftoppm));
  return [
    atLeast('pages/s ÷ pdftoppm, median of the documents', 2, median(ratios)),
    atLeast('pages/s ÷ pdftoppm, the lowest', 0.9, Math.min(...ratios)),
    atMost('first page visible after, s', 0.5, median(firstPageMs) / 1000),
    atMost('memory of a renderer, MB', 300, Math.max(...rendererMb)),
    atLeast(`${BESIDE} ÷ without`, 0.8, ratioOf(beside.rounds, BESIDE, ALONE)),
  ];
}

function ratioOf(
  rounds: Rounds,
  name: string,
  to: string,
  of = ({ requestsPerSecond }: Round) => requestsPerSecond,
): number {
  return medianRatio((rounds[name] ?? []).map(of), (rounds[to] ?? []).map(of));
}

function atLeast(name: string, limit: number, measured: number): Target {
  return { name, wanted: `≥ ${limit}`, measured, isMet: measured >= limit };
}

function atMost(name: string, limit: number, measured: number): Target {
  return { name, wanted: `≤ ${limit}`, measured, isMet: measured <= limit };
}

import type { TokenClaims } from '../decode.ts';
import { isExpired } from '../verify.ts';
import { type Finding, findingOf } from './advice.ts';
import type { KnownKey } from './diagnosis.ts';

/** A generator reads its clock twice: once for the nonce, once for expireAt. */
const TOLERANCE_MS = 5;
const MINUTE_MS = 60_000;
const SKEW_MS = 60_000;
const WIDEST_OFFSET_MS = 14 * 3_600_000;

/** Epoch seconds of 2001-01-01 and 2100-01-01: 9 or 10 digits. */
const FIRST_SECONDS = 978_307_200;
const LAST_SECONDS = 4_102_444_800;

/**
 * Usual lifespans in seconds. Those that as milliseconds are whole seconds (18,000, 36,000, 2,592,000 and others) are absent: a
 * program may well mean those as milliseconds.
 */
const USUAL_SECONDS = [
  60, 120, 180, 300, 600, 900, 1200, 1800, 2700, 3600, 5400, 7200, 10_800, 14_400, 21_600, 28_800, 43_200,
  57_600, 64_800, 86_400, 129_600, 172_800, 259_200, 345_600, 604_800, 1_209_600, 2_678_400,
];

/** What explains the times of a rightly signed token, if anything has to be and can be explained. */
export function findTimeMistake(claims: TokenClaims, key: KnownKey, now: number): Finding | undefined {
  return (isExpired(claims, now) ? whyExpired(claims, key) : undefined) ?? clockAhead(claims, now);
}

function whyExpired({ expiresAt, issuedAt }: TokenClaims, key: KnownKey): Finding | undefined {
  if (expiresAt === undefined) return undefined;
  if (expiresAt >= FIRST_SECONDS && expiresAt < LAST_SECONDS) {
    return findingOf('expire-at-in-seconds', expiresAt);
  }
  if (issuedAt === undefined) return undefined;
  return shortLifespan(expiresAt - issuedAt) ?? localTime(issuedAt - expiresAt) ?? clockBehind(issuedAt, key);
}

function shortLifespan(lifespanMs: number): Finding | undefined {
  const seconds = USUAL_SECONDS.find((usual) => Math.abs(lifespanMs - usual) <= TOLERANCE_MS);
  return seconds === undefined ? undefined : findingOf('lifespan-in-seconds', seconds);
}

/** @param earlyMs How long before its issue the token expired: a time-zone offset less a lifespan of whole minutes. */
function localTime(earlyMs: number): Finding | undefined {
  const minutes = Math.round(earlyMs / MINUTE_MS);
  const isWhole = Math.abs(earlyMs - minutes * MINUTE_MS) <= TOLERANCE_MS;
  // No minute at all is a lifespan of nought, not an offset.
  const isOffset = minutes > 0 && earlyMs < WIDEST_OFFSET_MS;
  return isWhole && isOffset ? findingOf('local-time', minutes * MINUTE_MS) : undefined;
}

/** No key signs before it exists. */
function clockBehind(issuedAt: number, { generatedAt }: KnownKey): Finding | undefined {
  if (generatedAt === undefined || generatedAt - issuedAt <= SKEW_MS) return undefined;
  return findingOf('clock-skew', 'behind', generatedAt - issuedAt);
}

function clockAhead({ issuedAt }: TokenClaims, now: number): Finding | undefined {
  if (issuedAt === undefined || issuedAt - now <= SKEW_MS) return undefined;
  return findingOf('clock-skew', 'ahead', issuedAt - now);
}

import { isExpired } from '../verify.ts';
import { type Finding, findingOf } from './advice.ts';
import type { DecodedClaims } from './claims-reading.ts';
import type { KnownKey } from './diagnosis.ts';
import { TOLERANCE_MS } from './expiry-reading.ts';
import { FINE_UNITS, FIRST_SECONDS, LAST_SECONDS, timeInFineUnit } from './time-units.ts';

const MINUTE_MS = 60_000;
const SKEW_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
const YEAR_MS = 365 * DAY_MS;
/** No app plans a token that outlives it by so much, unless it is permanent. */
const FAR_MS = 10 * YEAR_MS;
const WIDEST_OFFSET_MS = 14 * 3_600_000;

/**
 * Usual lifespans in seconds. Those that as milliseconds are whole seconds (18,000, 36,000, 2,592,000 and others) are absent: a
 * program may well mean those as milliseconds.
 */
const USUAL_SECONDS = [
  60, 120, 180, 300, 600, 900, 1200, 1800, 2700, 3600, 5400, 7200, 10_800, 14_400, 21_600, 28_800, 43_200,
  57_600, 64_800, 86_400, 129_600, 172_800, 259_200, 345_600, 604_800, 1_209_600, 2_678_400,
];

/** What explains the times of a rightly signed token, if anything has to be and can be explained. */
export function findTimeMistake(claims: DecodedClaims, key: KnownKey, now: number): Finding | undefined {
  return (isExpired(claims, now) ? whyExpired(claims, key) : undefined) ?? clockAhead(claims, now);
}

/** What is doubtful about how long a token is good that has not expired: it is accepted, longer than anybody meant. */
export function findLongLife({ expiresAt, issuedAt }: DecodedClaims, now: number): Finding | undefined {
  if (expiresAt === undefined || expiresAt <= now) return undefined;
  const inUnit = timeInFineUnit(expiresAt);
  if (inUnit !== undefined) return findingOf('expire-at-unit', inUnit);
  return (
    (issuedAt === undefined ? undefined : strangeLifespan(expiresAt - issuedAt, issuedAt)) ??
    (expiresAt - now > FAR_MS ? findingOf('far-expiry', expiresAt) : undefined)
  );
}

function strangeLifespan(lifespanMs: number, issuedAt: number): Finding | undefined {
  for (const [unit, perSecond] of FINE_UNITS) {
    const seconds = USUAL_SECONDS.find((usual) => isNearly(lifespanMs, usual * perSecond));
    // A span of whole days may be meant as it is, as long as it is no longer than anybody plans for.
    const isWholeDays = isNearly(lifespanMs, Math.round(lifespanMs / DAY_MS) * DAY_MS);
    const isMeant = lifespanMs < DAY_MS || (isWholeDays && lifespanMs < FAR_MS);
    if (seconds !== undefined && !isMeant)
      return findingOf('lifespan-unit', unit, lifespanMs, seconds * 1000);
  }
  const beyondIssue = lifespanMs - issuedAt;
  if (beyondIssue > -DAY_MS && beyondIssue < 2 * YEAR_MS) {
    return findingOf('lifespan-is-time', lifespanMs, lifespanMs);
  }
  const seconds = lifespanMs - Math.floor(issuedAt / 1000);
  const isTimeInSeconds = [0, ...USUAL_SECONDS].some((usual) => Math.abs(seconds - usual) <= 1);
  return isTimeInSeconds ? findingOf('lifespan-is-time', lifespanMs, lifespanMs * 1000) : undefined;
}

function isNearly(ms: number, wantedMs: number): boolean {
  return Math.abs(ms - wantedMs) <= TOLERANCE_MS;
}

function whyExpired({ expiresAt, issuedAt }: DecodedClaims, key: KnownKey): Finding | undefined {
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

function clockAhead({ issuedAt }: DecodedClaims, now: number): Finding | undefined {
  if (issuedAt === undefined || issuedAt - now <= SKEW_MS) return undefined;
  return findingOf('clock-skew', 'ahead', issuedAt - now);
}

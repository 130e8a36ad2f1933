import { parseToken } from '../decode.ts';
import { TokenError } from '../error.ts';
import { kindFromPrefix, TOKEN_PREFIXES, type TokenKind } from '../kind.ts';
import { MAX_TOKEN_LENGTH } from '../limits.ts';
import type { ParsedQuery } from '../payload.ts';
import { type Finding, findingOf } from './advice.ts';
import { type DecodedClaims, hasUuid, readClaims } from './claims-reading.ts';
import { readPayload } from './payload-reading.ts';
import { spellingsOf } from './spellings.ts';

/** A token taken apart by a reader who makes allowances. */
export interface ReadToken {
  readonly claims: DecodedClaims;
  readonly query: ParsedQuery;
  readonly signature: string;
  /** Whether the last character is one that no encoder writes. Nothing but a cut may explain such a token. */
  readonly isCut: boolean;
  /** The allowances that were made. That they are right is not known before the signature is. */
  readonly mended: readonly Finding[];
  /** What is odd about fields that a verifier accepts. */
  readonly odd: readonly Finding[];
}

/** A text read as a token. */
export interface Reading {
  /** Why a verifier cannot read the text as it stands; `undefined` where it can. Holds nothing of the token. */
  readonly fault: string | undefined;
  /** The tokens that the text may be, the likeliest first: one where a verifier can read it, else a few, or none. */
  readonly tokens: readonly ReadToken[];
}

/** A wrapped token may be longer than a token, yet not without bound. */
const MAX_TEXT_LENGTH = 2 * MAX_TOKEN_LENGTH;
const DOUBLED_PREFIX = /^(?:NETLESS(?:SDK|ROOM|TASK)_)+(?=NETLESS(?:SDK|ROOM|TASK)_)/;
const LOOSE_PREFIX = /^netless[ _-]?(sdk|room|task)(?:[ _-]?token)?[ _.:-]?/i;

export function readText(text: string): Reading {
  const strict = parseStrictly(text);
  if (typeof strict !== 'string') return { fault: undefined, tokens: [strict] };
  // A caller without types may give anything.
  if (typeof text !== 'string' || text.length > MAX_TEXT_LENGTH) return { fault: strict, tokens: [] };
  const tokens = spellingsOf(text).flatMap((spelling) => {
    const read = spelling.text.length <= MAX_TOKEN_LENGTH ? readLoosely(spelling.text) : undefined;
    // What no allowance explains stays a text that is no token.
    const mended = [...spelling.findings, ...(read?.mended ?? [])];
    return read === undefined || (mended.length === 0 && !read.isCut) ? [] : [{ ...read, mended }];
  });
  return { fault: strict, tokens };
}

/** The token, or the reason why the text is none. */
function parseStrictly(text: string): ReadToken | string {
  try {
    const { claims, query, signature } = parseToken(text);
    const odd = readClaims(claims.kind, query)?.findings ?? [];
    return { claims, query, signature, isCut: false, mended: [], odd };
  } catch (error) {
    if (error instanceof TokenError) return error.message;
    throw error;
  }
}

function readLoosely(text: string): ReadToken | undefined {
  const { claimed, payload, findings } = takePrefix(text);
  const read = readPayload(payload);
  if (read === undefined) return undefined;
  const { kind, finding } = fitKind(claimed, hasUuid(read.query));
  const found = readClaims(kind, read.query);
  if (found === undefined) return undefined;
  const { signature, query } = found;
  const mended = [...findings, ...read.findings, ...finding, ...found.findings];
  const claims = { ...found.claims, kind: claimed ?? kind };
  return { claims, query, signature, isCut: read.isCut, mended, odd: [] };
}

interface Prefixed {
  readonly claimed: TokenKind | undefined;
  readonly payload: string;
  readonly findings: readonly Finding[];
}

function takePrefix(text: string): Prefixed {
  const [doubled = ''] = DOUBLED_PREFIX.exec(text) ?? [];
  const bare = text.slice(doubled.length);
  const claimed = kindFromPrefix(bare);
  if (claimed !== undefined) {
    const findings = doubled === '' ? [] : [findingOf('misspelt-prefix', claimed)];
    return { claimed, payload: bare.slice(TOKEN_PREFIXES[claimed].length), findings };
  }
  const [loose = '', word] = LOOSE_PREFIX.exec(bare) ?? [];
  const kind = word?.toLowerCase() as TokenKind | undefined;
  return {
    claimed: kind,
    payload: bare.slice(loose.length),
    findings: kind === undefined ? [] : [findingOf('misspelt-prefix', kind)],
  };
}

/** The kind that the fields fit. They do not tell a Room token from a Task token. */
function fitKind(
  claimed: TokenKind | undefined,
  isOfResource: boolean,
): { readonly kind: TokenKind; readonly finding: readonly Finding[] } {
  const fitting = isOfResource ? 'room' : 'sdk';
  if (claimed === undefined) return { kind: fitting, finding: [findingOf('missing-prefix', isOfResource)] };
  const fits = (claimed !== 'sdk') === isOfResource;
  return fits
    ? { kind: claimed, finding: [] }
    : { kind: fitting, finding: [findingOf('relabelled-prefix', claimed)] };
}

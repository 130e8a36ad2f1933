import { type ParsedToken, parseToken } from '../decode.ts';
import { TokenError } from '../error.ts';
import { kindFromPrefix, TOKEN_PREFIXES } from '../kind.ts';
import { MAX_TOKEN_LENGTH } from '../limits.ts';
import { type Finding, findingOf } from './advice.ts';
import { unwrap } from './wrapping.ts';

/** A text read as a token, by a reader who makes allowances. */
export interface Reading {
  /** The token; `undefined` where no allowance makes the text one. */
  readonly parsed: ParsedToken | undefined;
  /** Why a verifier cannot read the text as it stands; `undefined` where it can. Holds nothing of the token. */
  readonly fault: string | undefined;
  /** The allowances that were made. That they are right is not known before the signature is. */
  readonly mended: readonly Finding[];
}

/** A wrapped token may be longer than a token, yet not without bound. */
const MAX_TEXT_LENGTH = 2 * MAX_TOKEN_LENGTH;

export function readText(text: string): Reading {
  const asIs = tryToParse(text);
  if (typeof asIs !== 'string') return { parsed: asIs, fault: undefined, mended: [] };
  const unreadable: Reading = { parsed: undefined, fault: asIs, mended: [] };
  // A caller without types may give anything.
  if (typeof text !== 'string' || text.length > MAX_TEXT_LENGTH) return unreadable;
  const bare = unwrap(text);
  const parsed = tryToParse(bare.text);
  if (typeof parsed !== 'string') return { parsed, fault: asIs, mended: bare.findings };
  const { parsed: fitted, mended } = fitPrefix(bare.text);
  return fitted === undefined
    ? unreadable
    : { parsed: fitted, fault: asIs, mended: [...bare.findings, ...mended] };
}

/** Reads the payload as the kind that its fields fit. They do not tell a Room token from a Task token. */
function fitPrefix(text: string): Pick<Reading, 'parsed' | 'mended'> {
  const claimed = kindFromPrefix(text);
  const payload = claimed === undefined ? text : text.slice(TOKEN_PREFIXES[claimed].length);
  for (const kind of ['sdk', 'room'] as const) {
    const parsed = tryToParse(TOKEN_PREFIXES[kind] + payload);
    if (typeof parsed === 'string') continue;
    if (claimed === undefined) return { parsed, mended: [findingOf('missing-prefix', kind === 'room')] };
    const claims = { ...parsed.claims, kind: claimed };
    return { parsed: { ...parsed, claims }, mended: [findingOf('relabelled-prefix', claimed)] };
  }
  return { parsed: undefined, mended: [] };
}

/** The token, or the reason why the text is none. */
function tryToParse(text: string): ParsedToken | string {
  try {
    return parseToken(text);
  } catch (error) {
    if (error instanceof TokenError) return error.message;
    throw error;
  }
}

import { TokenError } from './error.ts';
import { MAX_FIELD_COUNT, MAX_TOKEN_LENGTH } from './limits.ts';

/** A decoded field of a token. */
export interface Field {
  readonly name: string;
  readonly value: string;
}

/** A value as it stands in the query string, and in the signed JSON (without its quotes). */
export interface EncodedText {
  readonly inQuery: string;
  readonly inJson: string;
}

/** A parsed query string. */
export interface ParsedQuery {
  readonly fields: readonly Field[];
  /** Whether any name or value was escaped. If not, none holds a character that JSON escapes. */
  readonly isEscaped: boolean;
}

/** Text that needs no escape in a query string or in JSON: nearly every access key and uuid. */
const PLAIN = /^[A-Za-z0-9_-]*$/;

/** The characters of a query string (RFC 3986 §3.4): all others must be escaped. */
const QUERY = /^[A-Za-z0-9\-._~!*'()$,;:@/?+%&=]*$/;

/**
 * A `%` that does not begin an escape in upper-case hex. Every generator writes upper case. Accepting lower case too
 * would give a token several spellings, and a changed character could go unnoticed.
 */
const BROKEN_ESCAPE = /%(?![0-9A-F]{2})/;

/** A shared buffer: cheaper than one for each token. */
const scratch = Buffer.alloc(MAX_TOKEN_LENGTH);

/** Encodes a text for both places; `undefined` if it is not well-formed Unicode. */
export function encodeText(text: string): EncodedText | undefined {
  if (PLAIN.test(text)) return { inQuery: text, inJson: text };
  if (!text.isWellFormed()) return undefined;
  return { inQuery: encodeURIComponent(text), inJson: JSON.stringify(text).slice(1, -1) };
}

/**
 * The message a signature covers: the JSON object of all fields but `sig`, keys sorted by UTF-16 code unit, every value
 * a string, no white space, as the vendor's generators sign it.
 */
export function messageToSign({ fields, isEscaped }: ParsedQuery): string {
  let message = '';
  for (const { name, value } of isSorted(fields) ? fields : fields.toSorted(byName)) {
    if (name === 'sig') continue;
    const separator = message === '' ? '{' : ',';
    message += isEscaped
      ? `${separator}${JSON.stringify(name)}:${JSON.stringify(value)}`
      : `${separator}"${name}":"${value}"`;
  }
  return `${message}}`;
}

export function byName(a: { readonly name: string }, b: { readonly name: string }): number {
  return a.name < b.name ? -1 : 1;
}

function isSorted(fields: readonly Field[]): boolean {
  let previous = '';
  for (const { name } of fields) {
    if (name < previous) return false;
    previous = name;
  }
  return true;
}

/** Encodes an ASCII text of at most {@link MAX_TOKEN_LENGTH} characters as base64url without padding. */
export function encodeBase64Url(ascii: string): string {
  return scratch.toString('base64url', 0, scratch.write(ascii, 'latin1'));
}

/**
 * Decodes a base64url payload. It refuses padding, any other alphabet and non-zero spare bits, so that a payload has
 * one spelling.
 *
 * @throws {TokenError} `format`
 */
export function decodeBase64Url(payload: string): string {
  const length = scratch.write(payload, 'base64url');
  if (scratch.toString('base64url', 0, length) !== payload) {
    throw new TokenError('format', 'the payload is not base64url without padding');
  }
  return scratch.toString('latin1', 0, length);
}

/**
 * Parses a query string. Fields may come in any order, extra fields are allowed, and `+` and `%20` both mean a space.
 *
 * @throws {TokenError} `format` if a field is malformed, unnamed or repeated, or there are too many.
 */
export function parseQuery(query: string): ParsedQuery {
  if (!QUERY.test(query)) throw new TokenError('format', 'the payload is not a URL-encoded query string');
  const isEscaped = query.includes('%') || query.includes('+');
  const fields: Field[] = [];
  for (let start = 0; start <= query.length; ) {
    const next = query.indexOf('&', start);
    const end = next === -1 ? query.length : next;
    const equals = query.indexOf('=', start);
    if (equals <= start || equals >= end) throw new TokenError('format', 'a field is not name=value');
    const name = query.slice(start, equals);
    const value = query.slice(equals + 1, end);
    addField(fields, isEscaped ? { name: decodeText(name), value: decodeText(value) } : { name, value });
    start = end + 1;
  }
  return { fields, isEscaped };
}

function addField(fields: Field[], field: Field): void {
  if (fields.length === MAX_FIELD_COUNT)
    throw new TokenError('format', `more than ${MAX_FIELD_COUNT} fields`);
  for (const { name } of fields)
    if (name === field.name) throw new TokenError('format', 'a field occurs twice');
  fields.push(field);
}

function decodeText(text: string): string {
  if (BROKEN_ESCAPE.test(text))
    throw new TokenError('format', 'an escape is not % and two upper-case hex digits');
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    throw new TokenError('format', 'an escape is not UTF-8');
  }
}

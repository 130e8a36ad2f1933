import { type Finding, findingOf, inOrder } from './advice.ts';

/** A text with what is around a token taken off, and what that was. */
export interface Unwrapped {
  readonly text: string;
  readonly findings: readonly Finding[];
}

const QUOTES = '"\'`“”‘’«»';
const LABEL =
  /^(?:authorization|bearer|basic|(?:sdk|room|task|access|auth|netless|x)?[-_ ]?token)(?:["']?[ \t]*[:=]|[ \t])[ \t]*/i;
const LINE_BREAKS = /[\r\n]+/g;
/** Soft hyphens, zero-width characters, marks of direction and the byte order mark. */
const INVISIBLE = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]/g;
const ESCAPED_UNIT = /\\u([0-9a-fA-F]{4})/g;
const ESCAPED_SPACE = /\\[nrt]/g;
const ESCAPED_CHARACTER = /\\(.?)/g;
const PLUS = /\+|%2B/gi;
const SLASH = /\/|%2F/gi;
const PERCENT = /%[0-9a-f]{2}/i;
/** What separates fields, as it is or percent-encoded. */
const SEPARATOR = /&|%(?:25)*26/i;
/** Wrappings may lie within one another, in any order. */
const MAX_PASSES = 4;

type Strip = readonly [finding: Finding, strip: (text: string) => string];

const QUOTED: Strip = [findingOf('quotes'), stripQuotes];
const UNSEEN: Strip = [findingOf('invisible-characters'), (text) => text.replaceAll(INVISIBLE, '')];
const ESCAPED: Strip = [findingOf('json-escapes'), unescapeJson];
const PERCENT_ENCODED: Strip = [findingOf('percent-encoded'), decodePercent];
/** With a separator as it is, the text is not encoded as a whole: its escapes belong to the values. */
const PERCENT_ENCODED_WHOLE: Strip = [
  findingOf('percent-encoded'),
  (text) => (text.includes('&') ? text : decodePercent(text)),
];

/**
 * Each takes one wrapping off. None of them touches a token as it should be, and all are linear in the length of the text: an
 * expression such as `/\s+$/` is not.
 */
const STRIPS: readonly Strip[] = [
  UNSEEN,
  QUOTED,
  ESCAPED,
  [findingOf('bearer-prefix'), (text) => text.replace(LABEL, '')],
  [findingOf('line-breaks'), (text) => text.replaceAll(LINE_BREAKS, '')],
  [findingOf('spaces'), (text) => text.trim()],
  [findingOf('padding'), (text) => (isQueryLike(text) ? text : stripPadding(text))],
  [findingOf('standard-base64'), (text) => (isQueryLike(text) ? text : toBase64Url(text))],
  PERCENT_ENCODED_WHOLE,
];

/** Those that also stand between a token and other text. */
const ENCODINGS: readonly Strip[] = [UNSEEN, ESCAPED, PERCENT_ENCODED];

/** Whether a text has separate fields, so that it is not base64. What is changed in it may be part of a signed value. */
export function isQueryLike(text: string): boolean {
  return SEPARATOR.test(text);
}

/** Takes everything off that may be around a token and is not part of another text. */
export function unwrap(wrapped: string): Unwrapped {
  return stripAll(wrapped, STRIPS);
}

/** Undoes only what a text may be encoded in as a whole. */
export function decodeText(text: string): Unwrapped {
  return stripAll(text, ENCODINGS);
}

function stripAll(wrapped: string, strips: readonly Strip[]): Unwrapped {
  const findings = new Set<Finding>();
  let text = wrapped;
  for (let pass = 0; pass < MAX_PASSES; pass++) {
    const before = text;
    for (const [finding, strip] of strips) {
      const stripped = strip(text);
      if (stripped !== text) findings.add(finding);
      text = stripped;
    }
    if (text === before) break;
  }
  return { text, findings: inOrder([...findings]) };
}

function stripQuotes(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && QUOTES.includes(text.charAt(start))) start++;
  while (end > start && QUOTES.includes(text.charAt(end - 1))) end--;
  return text.slice(start, end);
}

function toBase64Url(text: string): string {
  return text.replaceAll(PLUS, '-').replaceAll(SLASH, '_');
}

function stripPadding(text: string): string {
  let end = text.length;
  for (;;) {
    if (text.endsWith('=', end)) end -= 1;
    else if (text.endsWith('%3D', end) || text.endsWith('%3d', end)) end -= 3;
    else return text.slice(0, end);
  }
}

/** A token holds no backslash, so each is an escape of a JSON text in a JSON text. */
function unescapeJson(text: string): string {
  if (!text.includes('\\')) return text;
  return text
    .replaceAll(ESCAPED_UNIT, (_, digits) => String.fromCharCode(Number.parseInt(digits, 16)))
    .replaceAll(ESCAPED_SPACE, '')
    .replaceAll(ESCAPED_CHARACTER, '$1');
}

function decodePercent(text: string): string {
  if (!PERCENT.test(text)) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

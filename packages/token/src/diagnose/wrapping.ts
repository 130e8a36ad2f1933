import { type Finding, findingOf, inOrder } from './advice.ts';

/** A text with what is around a token taken off, and what that was. */
export interface Unwrapped {
  readonly text: string;
  readonly findings: readonly Finding[];
}

const QUOTES = '"\'`“”‘’«»';
const LABEL = /^(?:authorization|bearer|token)(?:[ \t]*[:=]|[ \t])[ \t]*/i;
const LINE_BREAKS = /[\r\n]+/g;
const PLUS = /\+|%2B/gi;
const SLASH = /\/|%2F/gi;
/** Wrappings may lie within one another, in any order. */
const MAX_PASSES = 4;

/**
 * Each takes one wrapping off. None of them touches a token as it should be, and all are linear in the length of the text: an
 * expression such as `/\s+$/` is not.
 */
const STRIPS: readonly (readonly [finding: Finding, strip: (text: string) => string])[] = [
  [findingOf('quotes'), stripQuotes],
  [findingOf('bearer-prefix'), (text) => text.replace(LABEL, '')],
  [findingOf('line-breaks'), (text) => text.replaceAll(LINE_BREAKS, '')],
  [findingOf('spaces'), (text) => text.trim()],
  [findingOf('padding'), stripPadding],
  [findingOf('standard-base64'), (text) => text.replaceAll(PLUS, '-').replaceAll(SLASH, '_')],
];

export function unwrap(wrapped: string): Unwrapped {
  const findings = new Set<Finding>();
  let text = wrapped;
  for (let pass = 0; pass < MAX_PASSES; pass++) {
    const before = text;
    for (const [finding, strip] of STRIPS) {
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

function stripPadding(text: string): string {
  let end = text.length;
  for (;;) {
    if (text.endsWith('=', end)) end -= 1;
    else if (text.endsWith('%3D', end) || text.endsWith('%3d', end)) end -= 3;
    else return text.slice(0, end);
  }
}

import { type Finding, findingOf } from './advice.ts';

/**
 * A way in which foreign generators write JSON where the format wants the plainest. These are the wrong ways, to be
 * recomputed and compared; the right one is `messageToSign`, and the first style here writes the same.
 */
export interface JsonStyle {
  readonly quote: (text: string) => string;
  readonly comma: string;
  readonly colon: string;
  readonly findings: readonly Finding[];
}

/** PHP and, beyond the delete character, Python escape by UTF-16 unit. */
const NON_ASCII = /[\u0080-\uffff]/g;
const NON_ASCII_OR_DELETE = /[\u007f-\uffff]/g;
/** PHP escapes these two even with JSON_UNESCAPED_UNICODE. */
const LINE_TERMINATORS = /[\u2028\u2029]/g;
const HTML_IN_GO = /[<>&\u2028\u2029]/g;
const HTML_IN_GSON = /[<>&='\u2028\u2029]/g;
/** System.Text.Json escapes these by default, with upper-case digits. */
const BY_SYSTEM_TEXT_JSON = /[<>&'`+\u007f-\uffff]/g;

const unicode = findingOf('escaped-unicode');
const slash = findingOf('escaped-slash');
const html = findingOf('escaped-html');
const spaced = findingOf('spaced-json');

const escaping = (characters: RegExp) => (text: string) =>
  JSON.stringify(text).replaceAll(characters, (unit) => escapeUnit(unit));
const escapingSlashAnd = (characters: RegExp) => (text: string) =>
  escaping(characters)(text).replaceAll('/', '\\/');

const compactStyle = (quote: JsonStyle['quote'], ...findings: Finding[]): JsonStyle => ({
  quote,
  comma: ',',
  colon: ':',
  findings,
});
const spacedStyle = (quote: JsonStyle['quote'], ...findings: Finding[]): JsonStyle => ({
  quote,
  comma: ', ',
  colon: ': ',
  findings,
});

/** The two styles that differ for every token, whatever characters it holds. */
export const UNIVERSAL_STYLES: readonly JsonStyle[] = [
  compactStyle(JSON.stringify),
  spacedStyle(JSON.stringify, spaced),
];

/**
 * Every style. Of those that write a token's fields alike, the first tells what happened: so one escape comes before two.
 */
export const JSON_STYLES: readonly JsonStyle[] = [
  ...UNIVERSAL_STYLES,
  compactStyle(escaping(NON_ASCII_OR_DELETE), unicode),
  compactStyle(escaping(NON_ASCII), unicode),
  spacedStyle(escaping(NON_ASCII_OR_DELETE), unicode, spaced),
  compactStyle(escapingSlashAnd(LINE_TERMINATORS), slash),
  compactStyle(escapingSlashAnd(NON_ASCII), slash, unicode),
  compactStyle(escaping(HTML_IN_GO), html),
  compactStyle(escaping(HTML_IN_GSON), html),
  compactStyle(systemTextJson, unicode, html),
  compactStyle((text) => `"${text}"`, findingOf('unescaped-json')),
  compactStyle(
    (text) => JSON.stringify(encodeURIComponent(text.toWellFormed())),
    findingOf('signed-escapes'),
  ),
];

/** A quote is an escape of its own there: `\u0022`, where others write a backslash. */
function systemTextJson(text: string): string {
  const inner = JSON.stringify(text).slice(1, -1).replaceAll('\\"', '\\u0022');
  return `"${inner.replaceAll(BY_SYSTEM_TEXT_JSON, (unit) => escapeUnit(unit, true))}"`;
}

function escapeUnit(unit: string, isUpperCase = false): string {
  const digits = unit.charCodeAt(0).toString(16).padStart(4, '0');
  return `\\u${isUpperCase ? digits.toUpperCase() : digits}`;
}

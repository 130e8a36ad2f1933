import { MAX_FIELD_COUNT } from '../limits.ts';
import { type Field, type ParsedQuery, parseQuery } from '../payload.ts';
import { type Finding, findingOf } from './advice.ts';
import type { QueryForm } from './forms.ts';

/** The fields of a payload, and what is wrong with how they are written. */
export interface ReadQuery {
  readonly query: ParsedQuery;
  readonly findings: readonly Finding[];
}

/** An escape with a lower-case digit, as `HttpUtility.UrlEncode` of .NET writes it. */
const LOWER_CASE_ESCAPE = /%(?:[a-f][0-9A-Fa-f]|[0-9A-F][a-f])/;
/** What `encodeURIComponent` leaves as it is, and what separates and escapes. */
const ESCAPED = /^[A-Za-z0-9\-._~!*'()$,;:@/?+%&=]*$/;
const SEPARATORS = /&(?:amp;)?/;

/** Reads a query string with allowances; `undefined` where it is none. A doubled field is refused: nobody knows which was signed. */
export function readQuery(text: string): ReadQuery | undefined {
  // A verifier takes these for parts of names.
  if (text.startsWith('?') || text.includes('&amp;')) return readLoosely(text);
  try {
    return { query: parseQuery(text), findings: [] };
  } catch {
    return readLoosely(text);
  }
}

function readLoosely(text: string): ReadQuery | undefined {
  const parts = text.replace(/^\?/, '').trim().split(SEPARATORS);
  const used = parts.filter((part) => part !== '');
  if (used.length > MAX_FIELD_COUNT) return undefined;
  const fields: Field[] = [];
  for (const part of used) {
    const equals = part.indexOf('=');
    const name = decode(part.slice(0, equals));
    const value = decode(part.slice(equals + 1));
    if (equals <= 0 || name === undefined || value === undefined) return undefined;
    if (fields.some((field) => field.name === name)) return undefined;
    fields.push({ name, value });
  }
  if (fields.length === 0) return undefined;
  const forms: QueryForm[] = [];
  if (used.join('&') !== text) forms.push('separators');
  if (LOWER_CASE_ESCAPE.test(text)) forms.push('lower-case-escapes');
  if (!ESCAPED.test(text)) forms.push('raw-characters');
  const findings = forms.map((form) => findingOf('query-encoding', form));
  return findings.length === 0 ? undefined : { query: { fields, isEscaped: true }, findings };
}

function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return undefined;
  }
}

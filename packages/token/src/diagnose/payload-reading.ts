import { MAX_FIELD_COUNT } from '../limits.ts';
import { type Finding, findingOf } from './advice.ts';
import { type ReadQuery, readQuery } from './query-reading.ts';

/** The fields of a payload; `isCut` where its last character is one that no encoder writes, as where a text was cut there. */
export interface ReadPayload extends ReadQuery {
  readonly isCut: boolean;
}

const BASE64_URL = /^[\w-]+$/;
const BASE64 = /^[\w+/-]+={0,2}$/;
const HEX = /^(?:[0-9a-f]{2}){20,}$/i;

/** Reads the text behind the prefix with allowances for how it is encoded; `undefined` where none makes it fields. */
export function readPayload(payload: string): ReadPayload | undefined {
  if (!BASE64_URL.test(payload)) return whole(readPlain(payload));
  const bytes = Buffer.from(payload, 'base64url');
  const isCut = bytes.toString('base64url') !== payload;
  const read = readDecoded(bytes.toString('utf8'));
  if (read !== undefined) return { ...read, isCut };
  return HEX.test(payload) ? whole(readHex(payload)) : undefined;
}

function readDecoded(text: string): ReadQuery | undefined {
  const query = readQuery(text);
  if (query !== undefined) return query;
  const json = readJson(text);
  if (json !== undefined) return json;
  if (!BASE64.test(text)) return undefined;
  const again = readQuery(Buffer.from(text, 'base64').toString('utf8'));
  return again && withFinding(again, findingOf('double-base64'));
}

function readPlain(payload: string): ReadQuery | undefined {
  const read = payload.includes('=') ? readQuery(payload) : undefined;
  return read && withFinding(read, findingOf('payload-form', 'plain'));
}

function readHex(payload: string): ReadQuery | undefined {
  const read = readQuery(Buffer.from(payload, 'hex').toString('utf8'));
  return read && withFinding(read, findingOf('payload-form', 'hex'));
}

/** A flat JSON object with the fields, such as the one that is signed. */
function readJson(text: string): ReadQuery | undefined {
  if (!text.startsWith('{')) return undefined;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  const entries = Object.entries(value as object);
  const isFlat = entries.every(([name, field]) => {
    return name !== '' && (typeof field === 'string' || typeof field === 'number');
  });
  if (!isFlat || entries.length === 0 || entries.length > MAX_FIELD_COUNT) return undefined;
  const fields = entries.map(([name, field]) => ({ name, value: String(field) }));
  return { query: { fields, isEscaped: true }, findings: [findingOf('payload-form', 'json')] };
}

function withFinding({ query, findings }: ReadQuery, finding: Finding): ReadQuery {
  return { query, findings: [...findings, finding] };
}

function whole(read: ReadQuery | undefined): ReadPayload | undefined {
  return read && { ...read, isCut: false };
}

import { createHash } from 'node:crypto';
import type { Walked } from './recording.ts';

/** An example of an operation: what a client sent, and what the server answered. */
interface Example {
  readonly request?: unknown;
  readonly answer?: unknown;
  readonly refusal?: unknown;
}

/** A list shows as many entries as make its shape clear. */
const MAX_ENTRIES = 2;

/** The fullest success and the first refusal, without what the document does not declare and without values of this run. */
export function exampleOf(walked: readonly Walked[], declared: ReadonlySet<string>): Example {
  let best: Example = {};
  for (const { status, sent, received } of walked) {
    if (status >= 300 || isFailure(received)) continue;
    const example = { ...shown('request', declaredPart(sent, declared)), ...shown('answer', received) };
    if (fieldsIn(example) > fieldsIn(best)) best = example;
  }
  const refusal = walked.find(({ status, received }) => status >= 400 && received !== undefined);
  return { ...best, ...shown('refusal', refusal?.received) };
}

/** The recording puts tasks into every state, with fields that a real failure would not have. */
function isFailure(received: unknown): boolean {
  return /"errorCode":(?!null)/.test(JSON.stringify(received) ?? '');
}

/** The fields that the document declares: the recording also shows that others are ignored. */
function declaredPart(request: unknown, declared: ReadonlySet<string>): unknown {
  if (typeof request !== 'object' || request === null || Array.isArray(request)) return undefined;
  return Object.fromEntries(Object.entries(request).filter(([name]) => declared.has(name)));
}

function shown(name: keyof Example, value: unknown): Example {
  return value === undefined || value === null ? {} : { [name]: shorten(value) };
}

function shorten(value: unknown): unknown {
  if (typeof value === 'string') return value.replace(PLACEHOLDER, plausible);
  if (Array.isArray(value)) return value.slice(0, MAX_ENTRIES).map(shorten);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, entry]) => [
      name.replace(PLACEHOLDER, plausible),
      MEASURED[entry as string] ?? shorten(entry),
    ]),
  );
}

function fieldsIn(value: unknown): number {
  if (typeof value !== 'object' || value === null) return value === null ? 0 : 1;
  return Object.values(value).reduce((sum: number, entry) => sum + fieldsIn(entry), 0);
}

/** What `Names` put in the place of a value. */
const PLACEHOLDER = /<(?:[^<>]|<[^<>]*>)+>/g;

/** What the recording replaces as a whole, since it depends on the machine. */
const MEASURED: Readonly<Record<string, unknown>> = {
  '<milliseconds>': 0.4,
  '<host>': 'whiteboard-1',
  '<version of Node.js>': '26.10.0',
  '<version>': '1.0.0',
  '<data folder>': '/var/lib/boardgate',
};

/** A value of the same form, the same for the same name, which opens nothing. */
function plausible(name: string): string {
  const kind = /^<(SDK|Room|Task) token of/.exec(name)?.[1];
  if (kind !== undefined) return `NETLESS${kind.toUpperCase()}_${letters(name, 90)}`;
  if (/^<uuid|room|task/.test(name) && !/key/.test(name)) return hash(name).toString('hex').slice(0, 32);
  if (/secret key/.test(name)) return letters(name, 32);
  if (/key/.test(name)) return letters(name, 16);
  if (/^<nonce|token revocation/.test(name)) {
    return hash(name)
      .toString('hex')
      .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*/, '$1-$2-$3-$4-$5');
  }
  if (/delivery/.test(name)) return `msg_${letters(name, 22)}`;
  if (/webhook secret/.test(name)) return `whsec_${hash(name).toString('base64')}`;
  if (/admin token/.test(name)) return `boardgate_admin_${letters(name, 43)}`;
  if (/^<name of/.test(name)) return name.slice(9, -1);
  if (/^<formats/.test(name)) return 'pdf';
  return letters(name, 22);
}

function hash(name: string): Buffer {
  return createHash('sha256').update(name).digest();
}

function letters(name: string, length: number): string {
  return Buffer.concat([hash(name), hash(`${name}2`), hash(`${name}3`)])
    .toString('base64url')
    .slice(0, length);
}

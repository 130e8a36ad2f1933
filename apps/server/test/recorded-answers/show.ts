import type { OutgoingHttpHeaders } from 'node:http';

/** Headers that differ between runs or belong to the connection. */
const LEFT_OUT = new Set([
  'date',
  'connection',
  'keep-alive',
  'content-length',
  'transfer-encoding',
  'x-request-id',
]);

/** A JSON value stays on one line up to this many columns. */
const WIDTH = 110;
const MAX_BODY = 1000;

export function showHeaders(headers: OutgoingHttpHeaders): string[] {
  return Object.entries(headers)
    .filter(([name, value]) => !LEFT_OUT.has(name) && value !== undefined)
    .map(([name, value]) => `${name}: ${[value].flat().join(' | ')}`)
    .sort();
}

/** The body of an answer. JSON is indented; its fields keep their order. */
export function showBody(body: string): string {
  if (body === '') return '(no body)';
  const value = parse(body);
  return value !== undefined && JSON.stringify(value) === body ? layOut(value) : body;
}

export function showRequestBody(body: unknown): string {
  if (Buffer.isBuffer(body)) return `(${body.length} bytes)`;
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return text.length > MAX_BODY ? `(${text.length} characters)` : text;
}

/** The JSON value in a text, or undefined. */
export function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function layOut(value: unknown, indent = ''): string {
  const line = JSON.stringify(value);
  if (typeof value !== 'object' || value === null || indent.length + line.length <= WIDTH) return line;
  const inner = `${indent}  `;
  const [open, close] = Array.isArray(value) ? '[]' : '{}';
  const parts = Array.isArray(value)
    ? value.map((entry) => `${inner}${layOut(entry, inner)}`)
    : Object.entries(value).map(
        ([name, entry]) => `${inner}${JSON.stringify(name)}: ${layOut(entry, inner)}`,
      );
  return `${open}\n${parts.join(',\n')}\n${indent}${close}`;
}

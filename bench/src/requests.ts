import { PAIR_BYTES, readPairs, UUID_DIGITS } from './pairs.ts';

/** A request without its token. */
export interface RequestForm {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly body: string;
}

/** Marks the place of a pair's uuid in a URL, with the same length. */
export const UUID_PLACE = '*'.repeat(UUID_DIGITS);

/** Returns the requests in a cycle. */
export type NextRequest = () => Buffer;

export function encodeRequest({ method, url, body }: RequestForm, token: string): Buffer {
  const { host, pathname, search } = new URL(url);
  const lines = [
    `${method} ${pathname}${search} HTTP/1.1`,
    `Host: ${host}`,
    'region: us-sv',
    ...(token === '' ? [] : [`token: ${token}`]),
    ...(method === 'GET'
      ? []
      : ['Content-Type: application/json', `Content-Length: ${Buffer.byteLength(body)}`]),
  ];
  return Buffer.from(`${lines.join('\r\n')}\r\n\r\n${body}`);
}

/** Sends the same URL with each token in turn, from prepared requests. */
export function requestsOfTokens(form: RequestForm, tokens: readonly string[]): NextRequest {
  const requests = (tokens.length === 0 ? [''] : tokens).map((token) => encodeRequest(form, token));
  let next = 0;
  return () => requests[next++ % requests.length] as Buffer;
}

/**
 * Sends the pairs of a file in turn. Each token has one prepared request, and the uuid is written into a copy of it.
 */
export function requestsOfPairs(form: RequestForm, path: string): NextRequest {
  const { tokens, pairs } = readPairs(path);
  const uuidAt = encodeRequest(form, '').indexOf(UUID_PLACE);
  const templates: (Buffer | undefined)[] = tokens.map(() => undefined);
  let next = 0;
  return () => {
    const number = pairs.readUInt32LE(next + UUID_DIGITS);
    const template = templates[number] ?? encodeRequest(form, tokens[number] ?? '');
    templates[number] = template;
    // A copy: the socket may still be sending the previous one.
    const request = Buffer.from(template);
    pairs.copy(request, uuidAt, next, next + UUID_DIGITS);
    next = (next + PAIR_BYTES) % pairs.length;
    return request;
  };
}

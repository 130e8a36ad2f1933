import type { TokenKind } from '@boardgate/token/kind';
import type { Role } from '@boardgate/token/role';

/** Stands for the secret key, which this page does not know: the person who runs the code fills it in. */
export const SECRET = Symbol('the secret key');
export const PLACEHOLDER = 'YOUR_SECRET_KEY';

export type Body = Readonly<Record<string, string | number | typeof SECRET>>;

/** A request to `/v5`. */
export interface Step {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  /** The token to send: a given one, or the answer of the previous step. */
  readonly token: { readonly text: string } | 'of-step-before' | null;
  readonly body: Body | null;
}

/** What a snippet does in every language: it sends the requests in order and prints the last answer. */
export interface Program {
  /** This server's URL in the browser. */
  readonly url: string;
  readonly region: string;
  readonly steps: readonly Step[];
}

/** What the code needs to know about a token. */
export interface IssuedToken {
  readonly token: string;
  readonly kind: TokenKind;
  readonly role: Role;
  readonly lifespanMs: number;
  readonly accessKey: string;
  readonly uuid: string | null;
}

/** Long enough for the one request that uses it. */
const PASSING_LIFESPAN_MS = 600_000;

/** The requests with which a server issues such a token with its own keys. */
export function stepsToIssue({ kind, role, lifespanMs, accessKey, uuid }: IssuedToken): readonly Step[] {
  const getSdkToken = (lifespan: number): Step => ({
    method: 'POST',
    path: '/v5/tokens/teams',
    token: null,
    body: { accessKey, secretAccessKey: SECRET, lifespan, role },
  });
  if (kind === 'sdk') return [getSdkToken(lifespanMs)];
  const path = `/v5/tokens/${kind}s/${encodeURIComponent(uuid ?? '')}`;
  return [
    getSdkToken(PASSING_LIFESPAN_MS),
    { method: 'POST', path, token: 'of-step-before', body: { lifespan: lifespanMs, role } },
  ];
}

/** A request that accepts this token; none if the API has none. */
export function stepsToUse({ token: text, kind, role, uuid }: IssuedToken): readonly Step[] {
  const token = { text };
  const id = encodeURIComponent(uuid ?? '');
  if (kind === 'task') return [{ method: 'GET', path: `/v5/projector/tasks/${id}`, token, body: null }];
  if (role === 'reader') return [];
  return kind === 'room'
    ? [{ method: 'GET', path: `/v5/rooms/${id}`, token, body: null }]
    : [{ method: 'POST', path: '/v5/rooms', token, body: { name: 'My room' } }];
}

export function needsSecret({ steps }: Program): boolean {
  return steps.some(({ body }) => body !== null && Object.values(body).includes(SECRET));
}

/** Variable names for the answers of the steps. */
export function resultNames({ steps }: Program, first: string, last: string): readonly string[] {
  return steps.map((_step, index) => (index === steps.length - 1 ? last : first));
}

/** The members of an object; the secret key is the variable `secret`. */
export function writeMembers(
  body: Body,
  secret: string,
  write: (name: string, value: string) => string,
): readonly string[] {
  return Object.entries(body).map(([name, value]) =>
    write(JSON.stringify(name), value === SECRET ? secret : JSON.stringify(value)),
  );
}

/** No stored text contains it. */
const MARK = '\0';

/** The body as JSON, cut where the secret key belongs: for languages that join texts. */
export function jsonPieces(body: Body): readonly string[] {
  const marked = Object.entries(body).map(([name, value]) => [name, value === SECRET ? MARK : value]);
  return JSON.stringify(Object.fromEntries(marked)).split(JSON.stringify(MARK).slice(1, -1));
}

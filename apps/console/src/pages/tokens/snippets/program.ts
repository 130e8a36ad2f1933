import type { Role } from '@boardgate/token/role';

/** Stands for the secret key, which this page does not have: it is filled in by whoever runs the code. */
export const SECRET = Symbol('the secret key');
export const PLACEHOLDER = 'YOUR_SECRET_KEY';

export type Body = Readonly<Record<string, string | number | typeof SECRET>>;

/** A request of `/v5`. */
export interface Step {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  /** The token it is sent with: as it is, or what the step before answered. */
  readonly token: { readonly text: string } | 'of-step-before' | null;
  readonly body: Body | null;
}

/** What a snippet does, in whatever language: one request after the other, and the last one's answer is printed. */
export interface Program {
  /** This server, as the browser reaches it. */
  readonly url: string;
  readonly region: string;
  readonly steps: readonly Step[];
}

/** A token that was issued, as far as code needs to know. */
export interface IssuedToken {
  readonly token: string;
  readonly kind: 'sdk' | 'room' | 'task';
  readonly role: Role;
  readonly lifespanMs: number;
  readonly accessKey: string;
  readonly uuid: string | null;
}

/** Long enough for the one request that it is got for. */
const PASSING_LIFESPAN_MS = 600_000;

/** How a server gets a token like this with its own keys. */
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

/** A request that this very token is good for; none where the API has none. */
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

/** The names of the steps' answers, in the manner of the language. */
export function resultNames({ steps }: Program, first: string, last: string): readonly string[] {
  return steps.map((_step, index) => (index === steps.length - 1 ? last : first));
}

/** An object's members, each written by `write`; the secret key as `secret`. */
export function writeMembers(
  body: Body,
  secret: string,
  write: (name: string, value: string) => string,
): readonly string[] {
  return Object.entries(body).map(([name, value]) =>
    write(JSON.stringify(name), value === SECRET ? secret : JSON.stringify(value)),
  );
}

import { TOKEN_KINDS, type TokenKind } from '@boardgate/token/kind';
import type { Role } from '@boardgate/token/role';
import type { IssuedToken } from './snippets/program.ts';

/** The form's state. */
export interface Choices {
  readonly kind: TokenKind;
  readonly project: string | null;
  readonly accessKey: string | null;
  readonly role: Role;
  /** `null` while the field is empty. */
  readonly lifespanMs: number | null;
  readonly uuid: string | null;
}

/** The token to issue. */
export type Order = Omit<IssuedToken, 'token'>;

const HOUR_MS = 3_600_000;

/** The initial state: a test SDK token, which most people need. Other pages preselect project and key in the address. */
export function firstChoices(search: string): Choices {
  const query = new URLSearchParams(search);
  const kind = TOKEN_KINDS.find((candidate) => candidate === query.get('kind')) ?? 'sdk';
  return {
    kind,
    project: query.get('project'),
    accessKey: query.get('key'),
    role: 'writer',
    lifespanMs: HOUR_MS,
    uuid: null,
  };
}

/** The token to issue; `undefined` while a choice is missing. */
export function orderOf({ kind, accessKey, role, lifespanMs, uuid }: Choices): Order | undefined {
  const wanted = kind === 'sdk' ? null : uuid?.trim() || undefined;
  if (accessKey === null || lifespanMs === null || wanted === undefined) return undefined;
  return { kind, role, lifespanMs, accessKey, uuid: wanted };
}

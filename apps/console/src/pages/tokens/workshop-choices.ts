import type { Role } from '@boardgate/token/role';
import type { IssuedToken } from './snippets/program.ts';

export type Kind = IssuedToken['kind'];
export const KINDS = ['sdk', 'room', 'task'] as const satisfies readonly Kind[];

/** What the person has chosen so far. */
export interface Choices {
  readonly kind: Kind;
  readonly project: string | null;
  readonly accessKey: string | null;
  readonly role: Role;
  /** `null` while the field is empty. */
  readonly lifespanMs: number | null;
  readonly uuid: string | null;
}

/** A token to be asked for. */
export type Order = Omit<IssuedToken, 'token'>;

const HOUR_MS = 3_600_000;

/** What stands there at first: what most people come for, a test SDK token; other pages say which project and key in the address. */
export function firstChoices(search: string): Choices {
  const query = new URLSearchParams(search);
  const kind = KINDS.find((candidate) => candidate === query.get('kind')) ?? 'sdk';
  return {
    kind,
    project: query.get('project'),
    accessKey: query.get('key'),
    role: 'writer',
    lifespanMs: HOUR_MS,
    uuid: null,
  };
}

/** What the choices ask for; `undefined` while one is missing. */
export function orderOf({ kind, accessKey, role, lifespanMs, uuid }: Choices): Order | undefined {
  const wanted = kind === 'sdk' ? null : uuid?.trim() || undefined;
  if (accessKey === null || lifespanMs === null || wanted === undefined) return undefined;
  return { kind, role, lifespanMs, accessKey, uuid: wanted };
}

import { isRoleAtLeast, ROLES, type Role, TOKEN_KINDS, type TokenKind } from '@boardgate/token';
import { type Operation, PERMISSIONS, type Permission } from '../access/permissions.ts';

/** Whether a token permits an operation, and what it takes. Its uuid is another matter: no path is known here. */
export interface OperationVerdict {
  readonly operation: Operation;
  readonly isPermitted: boolean;
  /** The lowest role for each kind of token that the operation accepts. */
  readonly needs: Permission;
  /** The same as a sentence without its subject's capital: `a Room token cannot list rooms: …`. */
  readonly advice: string;
}

export const OPERATIONS = Object.keys(PERMISSIONS) as Operation[];

const KIND_NAMES: Readonly<Record<TokenKind, string>> = {
  sdk: 'an SDK token',
  room: 'a Room token',
  task: 'a Task token',
};

const VERBS: Readonly<Record<Operation, string>> = {
  'issue-room-token': 'issue Room tokens',
  'issue-task-token': 'issue Task tokens',
  'create-room': 'create rooms',
  'list-rooms': 'list rooms',
  'get-room': 'get a room',
  'ban-room': 'ban a room or lift its ban',
  'start-conversion': 'start a conversion',
  'list-conversions': 'list conversions',
  'query-conversion': 'query a conversion',
  'prioritise-conversion': 'change the priority of a conversion',
  'cancel-conversion': 'cancel a conversion',
  'start-older-conversion': 'start a conversion through the older API',
  'query-older-conversion': 'query a conversion through the older API',
};

export function judgeOperation(
  operation: Operation,
  { kind, role }: { readonly kind: TokenKind; readonly role: Role | undefined },
): OperationVerdict {
  const needs: Permission = PERMISSIONS[operation];
  const lowest = needs[kind];
  const isPermitted = lowest !== undefined && role !== undefined && isRoleAtLeast(role, lowest);
  const verdict = { operation, isPermitted, needs };
  if (isPermitted) return { ...verdict, advice: permitted(operation, kind, role) };
  const who = KIND_NAMES[kind] + (lowest === undefined ? '' : ` with ${roleText(role)}`);
  return { ...verdict, advice: `${who} cannot ${VERBS[operation]}: that takes ${needsText(needs)}.` };
}

function permitted(operation: Operation, kind: TokenKind, role: Role): string {
  const own = kind === 'sdk' ? '' : `, of its own ${kind} only`;
  const issued = operation.startsWith('issue-') ? `, with the role ${orderedRoles(role)}` : '';
  return `${KIND_NAMES[kind]} with the role ${role} can ${VERBS[operation]}${own}${issued}.`;
}

function roleText(role: Role | undefined): string {
  return role === undefined ? 'no role that can be read' : `the role ${role}`;
}

function needsText(needs: Permission): string {
  return TOKEN_KINDS.flatMap((kind) => {
    const lowest = needs[kind];
    if (lowest === undefined) return [];
    const own = kind === 'sdk' ? '' : ` of that ${kind}`;
    const enough = ROLES.filter((role) => isRoleAtLeast(role, lowest)).toReversed();
    return [`${KIND_NAMES[kind]}${own} with the role ${listText(enough)}`];
  }).join(', or ');
}

/** A token issues others of its own role or a lower one. */
function orderedRoles(highest: Role): string {
  return listText(ROLES.filter((role) => isRoleAtLeast(highest, role)));
}

function listText(words: readonly string[]): string {
  return new Intl.ListFormat('en', { type: 'disjunction' }).format(words);
}

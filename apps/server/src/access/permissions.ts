import type { Role, TokenKind } from '@boardgate/token';

/** The lowest role for each kind of token that an operation accepts. */
export type Permission = Partial<Readonly<Record<TokenKind, Role>>>;

/**
 * Who may do what (spec §3.6).
 */
export const PERMISSIONS = {
  'issue-room-token': { sdk: 'reader' },
  'issue-task-token': { sdk: 'reader' },
  'create-room': { sdk: 'writer' },
  'list-rooms': { sdk: 'writer' },
  'get-room': { sdk: 'writer', room: 'writer' },
  'ban-room': { sdk: 'admin', room: 'admin' },
  'start-conversion': { sdk: 'writer' },
  'list-conversions': { sdk: 'writer' },
  'query-conversion': { sdk: 'writer', task: 'reader' },
  'prioritise-conversion': { sdk: 'writer' },
  'cancel-conversion': { sdk: 'writer' },
  'start-older-conversion': { sdk: 'writer' },
  'query-older-conversion': { sdk: 'writer', task: 'reader' },
} as const satisfies Readonly<Record<string, Permission>>;

export type Operation = keyof typeof PERMISSIONS;

/** What a Room token may do while its room is banned: lift the ban that it may set (spec §3.6). */
export const PERMITTED_WHILE_BANNED: ReadonlySet<Operation> = new Set(['ban-room']);

import { type Explanation, GENERAL_ADVICE, MISTAKES, type Mistake } from '@boardgate/token/diagnose';
import { toIso } from '../base/time.ts';
import type { StoredAccessKey } from '../keys/access-key-store.ts';
import type { stateOfKey } from '../keys/key-management.ts';
import type { Revocation } from '../revocations/revocation-store.ts';

/** What only the server can explain: the state of its keys, projects, rooms and revocations. */
const SERVER_EXPLANATIONS = [
  'key-deleted',
  'key-disabled',
  'key-expired',
  'project-disabled',
  'token-revoked',
  'tokens-revoked',
  'room-banned',
  'relabelled-room-token',
  'relabelled-task-token',
  'unknown-room',
  'unknown-task',
  'uuid-found',
  'room-of-other-project',
  'task-of-other-project',
] as const;

/** Every code of an explanation. */
export const EXPLANATION_CODES = [...MISTAKES, ...GENERAL_ADVICE, ...SERVER_EXPLANATIONS] as const;

/** A sentence, and the same as a code with its values: of the token doctor or of the server. */
export interface AnyExplanation {
  readonly code: (typeof EXPLANATION_CODES)[number];
  readonly sentence: string;
  readonly values: Explanation['values'];
}

/** Why the server refuses a token that a key of its own signed. */
export interface Fault {
  readonly reason: 'unknown-key' | 'disabled' | 'revoked' | 'banned' | 'unknown-uuid';
  readonly mistake: Mistake | null;
  readonly explanations: readonly AnyExplanation[];
  /** The id of the revocation, where that is the reason. */
  readonly revocation?: string;
}

export function fault(
  reason: Fault['reason'],
  explanation: AnyExplanation,
  mistake: Mistake | null = null,
): Fault {
  return { reason, mistake, explanations: [explanation] };
}

function explain(
  code: (typeof SERVER_EXPLANATIONS)[number],
  sentence: string,
  values: Explanation['values'] = {},
): AnyExplanation {
  return { code, sentence, values };
}

export const KEY_DELETED = explain('key-deleted', 'Its access key has just been deleted: sign with another.');

export const ROOM_BANNED = explain('room-banned', 'The room is banned: lift the ban, or use another room.');

export const RELABELLED_ROOM = explain(
  'relabelled-room-token',
  'The prefix is NETLESSTASK_, but the uuid is that of a room. Send a Room token of it with the prefix NETLESSROOM_, or sign a Task token with the uuid of the task.',
);

export const RELABELLED_TASK = explain(
  'relabelled-task-token',
  'The prefix is NETLESSROOM_, but the uuid is that of a conversion task. Send a Task token of it with the prefix NETLESSTASK_, or sign a Room token with the uuid of the room.',
);

export const UNKNOWN_ROOM = explain(
  'unknown-room',
  'The project of its access key has no such room: create the room, or sign with a key of the project it belongs to.',
);

export const UNKNOWN_TASK = explain(
  'unknown-task',
  'The project of its access key has no such conversion task: tasks are kept for seven days after they were started. Start the conversion again, or sign with a key of the project it belongs to.',
);

export function explainFoundUuid(kind: 'room' | 'task'): AnyExplanation {
  const name = kind === 'room' ? 'room' : 'conversion task';
  return explain('uuid-found', `Written right, it is the uuid of a ${name} of the project.`, { kind });
}

export function explainOtherProject(kind: 'room' | 'task', project: string): AnyExplanation {
  const name = kind === 'room' ? 'room' : 'conversion task';
  const sentence = `The project of its access key has no such ${name}: it belongs to the project ${JSON.stringify(project)}. Sign with a key of that project.`;
  return explain(`${kind}-of-other-project`, sentence, { project });
}

export function explainKeyState(
  state: Exclude<ReturnType<typeof stateOfKey>, 'enabled'>,
  key: StoredAccessKey,
): AnyExplanation {
  const { accessKey, projectName } = key;
  if (state === 'disabled') {
    const remedy = 'enable it, or sign with another key of the project';
    return explain('key-disabled', `The access key ${accessKey} is disabled: ${remedy}.`, { accessKey });
  }
  if (state === 'expired') {
    const expiresAt = key.expiresAt ?? 0;
    const remedy = 'sign with the key that took its place';
    const sentence = `The access key ${accessKey} expired at ${toIso(expiresAt)}: ${remedy}.`;
    return explain('key-expired', sentence, { accessKey, expiresAt });
  }
  const sentence = `The project ${JSON.stringify(projectName)} is disabled: enable it.`;
  return explain('project-disabled', sentence, { project: projectName });
}

/** @param issuedAt When the token was issued, if its nonce tells. */
export function explainRevocation(
  { id, scope, issuedBefore, reason }: Revocation,
  issuedAt: number | undefined,
): AnyExplanation {
  const because = reason === '' ? '' : ` (${reason})`;
  const remedy = `issue a new one, or take the revocation ${id} back.`;
  if (scope === 'token') {
    return explain('token-revoked', `This token has been revoked${because}: ${remedy}`, { id, reason });
  }
  const before = issuedBefore ?? 0;
  const unknown = issuedAt === undefined ? ', and its nonce does not say when it was issued' : '';
  return explain(
    'tokens-revoked',
    `Tokens of its ${scope} that were issued before ${toIso(before)} are revoked${unknown}${because}: ${remedy}`,
    { id, reason, scope, issuedBefore: before },
  );
}

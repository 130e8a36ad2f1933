import { roleFromDigit } from '../role.ts';
import { type Finding, findingOf } from './advice.ts';
import { isEmptyWord } from './empty-words.ts';
import type { UuidForm } from './forms.ts';

const PLAIN = /^[0-9a-f]{32}$/;
const LIKE = /[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}/i;

/** Whether the text is a uuid, in whatever form. */
export function isUuidLike(text: string): boolean {
  return LIKE.test(text) && text.length <= MAX_LIKE;
}

/** A uuid in quotes, in braces, after `urn:uuid:`, or at the end of a short URL. */
const MAX_LIKE = 128;

/** The uuid that a text means, as 32 lower-case hex digits; `undefined` where it holds none. */
export function plainUuid(text: string): string | undefined {
  const [found] = typeof text === 'string' && text.length <= MAX_LIKE ? (LIKE.exec(text) ?? []) : [];
  return found?.replaceAll('-', '').toLowerCase();
}

/** What is wrong with a `uuid` that no room and no task can have. Such a token verifies: what it names does not exist. */
export function findUuidMistake(uuid: string | undefined, role: string): readonly Finding[] {
  if (uuid === undefined || PLAIN.test(uuid)) return [];
  if (isEmptyWord(uuid)) return [findingOf('uuid-missing')];
  // A role in its place is told of as swapped with it.
  if (roleFromDigit(role) === undefined && isUuidLike(role)) return [];
  return [findingOf('uuid-form', formOf(uuid))];
}

function formOf(uuid: string): UuidForm {
  const plain = plainUuid(uuid);
  if (plain === undefined) return 'other';
  if (uuid.toLowerCase().replaceAll('-', '') !== plain) return 'around';
  return uuid.includes('-') ? 'dashes' : 'upper-case';
}

import { ROLES, type Role, roleFromDigit } from '../role.ts';
import { type Finding, findingOf } from './advice.ts';
import { isEmptyWord } from './empty-words.ts';
import { isUuidLike } from './uuid-mistakes.ts';

const NUMBER = /^[+-]?[0-9]{1,16}(?:\.[0-9]*)?$/;
/** A second or more, in milliseconds: no role is such a number, and many a lifespan is. */
const LIFESPAN = /^[1-9][0-9]{3,14}$/;

/** What is wrong with a `role` that is not `0`, `1` or `2`. */
export function findRoleMistake(role: string, uuid: string | undefined): readonly Finding[] {
  if (roleFromDigit(role) !== undefined) return [];
  if (isEmptyWord(role)) return [findingOf('role-missing')];
  if (isUuidLike(role) && uuid !== undefined && !isUuidLike(uuid)) {
    return [findingOf('swapped-arguments', ['role', 'uuid'])];
  }
  if (LIFESPAN.test(role)) return [findingOf('swapped-arguments', ['lifespan', 'role'])];
  return [NUMBER.test(role) ? findingOf('role-range') : findingOf('role-word', roleInWord(role))];
}

/** The role that `ADMINROLE`, `TokenRole.Admin` or `role_admin` means. */
function roleInWord(word: string): Role | undefined {
  const text = word.toLowerCase();
  return ROLES.find((role) => text.includes(role));
}

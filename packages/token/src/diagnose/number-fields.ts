import type { Field } from '../payload.ts';
import { type Finding, findingOf } from './advice.ts';
import type { NumberNames } from './json-members.ts';

/** Digits that a number would be written as: without leading noughts. A large number is taken to be written as its digits. */
const CANONICAL = /^(?:0|[1-9][0-9]*)$/;
const MAX_NUMBER_FIELDS = 6;
/** The fields that most often are numbers in a program come first, so that they are never beyond the limit. */
const USUAL = ['role', 'expireAt'];

/** Every choice of fields that could have been signed as numbers: none first, then the role alone. */
export function numberChoices(fields: readonly Field[]): readonly NumberNames[] {
  const names = fields.filter(({ value }) => CANONICAL.test(value)).map(({ name }) => name);
  const usual = USUAL.filter((name) => names.includes(name));
  const others = names.filter((name) => !USUAL.includes(name));
  let choices: readonly (readonly string[])[] = [[]];
  for (const name of [...usual, ...others].slice(0, MAX_NUMBER_FIELDS)) {
    choices = [...choices, ...choices.map((chosen) => [...chosen, name])];
  }
  return choices.map((chosen) => new Set(chosen));
}

export function findingsOfNumbers(numbers: NumberNames): readonly Finding[] {
  if (numbers.size === 0) return [];
  return isRoleAtMost(numbers) ? [findingOf('number-role')] : [findingOf('number-value', [...numbers])];
}

/** Whether nothing but the role is a number, if anything is. */
export function isRoleAtMost(numbers: NumberNames): boolean {
  return numbers.size === 0 || (numbers.size === 1 && numbers.has('role'));
}

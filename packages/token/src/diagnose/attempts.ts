import type { Field } from '../payload.ts';
import type { Finding } from './advice.ts';
import { type Arrangement, inEveryOrder, unsorted, withDroppedFields } from './arrangements.ts';
import { byName, type Member, membersOf, type NumberNames, objectOf } from './json-members.ts';
import { JSON_STYLES, type JsonStyle, UNIVERSAL_STYLES } from './json-styles.ts';
import { findingsOfNumbers, isRoleAtMost, numberChoices } from './number-fields.ts';

/** A message that may have been signed, and the mistakes that lead to it. */
export interface Attempt {
  readonly message: string;
  readonly explain: () => readonly Finding[];
}

type Arrange = (members: readonly Member[], style: JsonStyle) => Iterable<Arrangement>;

/**
 * The messages that known mistakes make of a token's fields, the likelier ones first. There can be far more than anyone wants to
 * try: six fields of digits alone give 720 orders of 64 choices of numbers. The caller stops where it has had enough.
 */
export function* attemptsOf(fields: readonly Field[]): Generator<Attempt> {
  const signed = fields.filter(({ name }) => name !== 'sig');
  const sorted = signed.toSorted(byName);
  const styles = distinctStyles(sorted);
  const numbers = numberChoices(sorted);
  const [few, many] = [numbers.filter(isRoleAtMost), numbers.filter((names) => !isRoleAtMost(names))];

  yield* write(sorted, styles, numbers, (members) => [{ members, findings: [] }]);
  yield* write(signed, styles, numbers, (members) => [unsorted(members)]);
  yield* write(sorted, UNIVERSAL_STYLES, few, withDroppedFields);
  yield* write(sorted, styles, few, inEveryOrder);
  yield* write(sorted, UNIVERSAL_STYLES, many, withDroppedFields);
  yield* write(sorted, UNIVERSAL_STYLES, many, inEveryOrder);
}

/** The few messages of {@link attemptsOf} that other keys, character sets and hashes are tried with. */
export function plainAttemptsOf(fields: readonly Field[]): readonly Attempt[] {
  const signed = fields.filter(({ name }) => name !== 'sig');
  const sorted = signed.toSorted(byName);
  const few = numberChoices(sorted).filter(isRoleAtMost);
  return [
    ...write(sorted, UNIVERSAL_STYLES, few, (members) => [{ members, findings: [] }]),
    ...write(signed, UNIVERSAL_STYLES, few, (members) => [unsorted(members)]),
  ];
}

function* write(
  fields: readonly Field[],
  styles: readonly JsonStyle[],
  choices: readonly NumberNames[],
  arrange: Arrange,
): Generator<Attempt> {
  for (const style of styles) {
    for (const { members, findings } of arrange(membersOf(fields, style), style)) {
      for (const numbers of choices) {
        yield {
          message: objectOf(members, numbers, style),
          explain: () => [...findingsOfNumbers(numbers), ...style.findings, ...findings],
        };
      }
    }
  }
}

/** The styles that write these fields each in its own way: most tokens hold no character that any of them escapes. */
function distinctStyles(fields: readonly Field[]): readonly JsonStyle[] {
  const seen = new Set<string>();
  return JSON_STYLES.filter((style) => {
    const text = objectOf(membersOf(fields, style), new Set(), style);
    return !seen.has(text) && seen.add(text);
  });
}

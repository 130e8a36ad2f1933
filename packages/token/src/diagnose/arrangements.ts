import { type DroppedField, type Finding, findingOf } from './advice.ts';
import { byName, type Member } from './json-members.ts';
import type { JsonStyle } from './json-styles.ts';

/** The members of an object that may have been signed, in order, and what is wrong with having them so. */
export interface Arrangement {
  readonly members: readonly Member[];
  readonly findings: readonly Finding[];
}

const DROPPABLE = ['expireAt', 'uuid'];
/** What programs write for "no value". */
const EMPTY_LITERALS = ['""', 'null', '"0"', '0', '"null"', '"undefined"'];
const MAX_PERMUTED = 6;

/** With one or both of the optional fields that the token does not have, in every spelling of nothing, in sorted place. */
export function* withDroppedFields(members: readonly Member[], style: JsonStyle): Generator<Arrangement> {
  const absent = DROPPABLE.filter((name) => members.every((member) => member.name !== name));
  for (const dropped of emptyChoices(absent)) {
    if (dropped.length === 0) continue;
    const added = dropped.map(({ name, literal }) => {
      const text = `${style.quote(name)}${style.colon}${literal}`;
      return { name, asText: text, asNumber: text };
    });
    yield {
      members: [...members, ...added].toSorted(byName),
      findings: [findingOf('dropped-empty-field', dropped)],
    };
  }
}

function emptyChoices(names: readonly string[]): readonly (readonly DroppedField[])[] {
  let choices: readonly (readonly DroppedField[])[] = [[]];
  for (const name of names) {
    const fields = EMPTY_LITERALS.map((literal) => ({ name, literal }));
    choices = [...choices, ...choices.flatMap((chosen) => fields.map((field) => [...chosen, field]))];
  }
  return choices;
}

/** The order that the members have, which is not the sorted one. */
export function unsorted(members: readonly Member[]): Arrangement {
  const names = members.map(({ name }) => name).toSorted();
  return { members, findings: [findingOf('unsorted-keys', names)] };
}

/** Every order, where the members are few. */
export function* inEveryOrder(members: readonly Member[]): Generator<Arrangement> {
  if (members.length > MAX_PERMUTED) return;
  const { findings } = unsorted(members);
  for (const order of permutationsOf(members)) yield { members: order, findings };
}

function* permutationsOf<T>(items: readonly T[]): Generator<readonly T[]> {
  if (items.length <= 1) yield items;
  else
    for (const [at, first] of items.entries())
      for (const rest of permutationsOf(items.toSpliced(at, 1))) yield [first, ...rest];
}

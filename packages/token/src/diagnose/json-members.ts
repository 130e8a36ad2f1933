import type { Field } from '../payload.ts';
import type { JsonStyle } from './json-styles.ts';

/** A field as a style writes it: `"name":"value"`, and `"name":value` for one whose digits could be a number. */
export interface Member {
  readonly name: string;
  readonly asText: string;
  readonly asNumber: string;
}

/** The names of the fields that are written as numbers. */
export type NumberNames = ReadonlySet<string>;

export function membersOf(fields: readonly Field[], style: JsonStyle): readonly Member[] {
  return fields.map(({ name, value }) => {
    const key = `${style.quote(name)}${style.colon}`;
    return { name, asText: key + style.quote(value), asNumber: key + value };
  });
}

/** The JSON object of these members, in the order given. */
export function objectOf(members: readonly Member[], numbers: NumberNames, style: JsonStyle): string {
  let json = '';
  for (const { name, asText, asNumber } of members) {
    json += `${json === '' ? '{' : style.comma}${numbers.has(name) ? asNumber : asText}`;
  }
  return `${json}}`;
}

export function byName(a: { readonly name: string }, b: { readonly name: string }): number {
  return a.name < b.name ? -1 : 1;
}

import type { Fields } from '../support.ts';

// What foreign generators sign, re-enacted. Values of a map may be strings or numbers.
export type Value = string | number | null;
export type Values = Readonly<Record<string, Value>>;

const unit = (character: string) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;

/** `json_encode` of PHP: escapes `/` and all beyond ASCII unless told otherwise. */
export function phpJsonEncode(values: Values, flags: { slashes?: boolean; unicode?: boolean } = {}): string {
  let json = JSON.stringify(values);
  if (!flags.slashes) json = json.replaceAll('/', '\\/');
  return json.replaceAll(flags.unicode ? /[\u2028\u2029]/g : /[^\0-\x7f]/g, (text) =>
    [...Array(text.length).keys()].map((at) => unit(text.charAt(at))).join(''),
  );
}

/** `json.dumps` of Python. */
export function pythonJsonDumps(
  values: Values,
  options: { compact?: boolean; isAscii?: boolean; sort?: boolean } = {},
): string {
  const { compact = false, isAscii = true, sort = true } = options;
  const [comma, colon] = compact ? [',', ':'] : [', ', ': '];
  const write = (value: Value) => {
    const text = JSON.stringify(value);
    return isAscii ? text.replaceAll(/[^ -~]/g, unit) : text;
  };
  const names = sort ? Object.keys(values).toSorted() : Object.keys(values);
  return `{${names.map((name) => write(name) + colon + write(values[name] ?? null)).join(comma)}}`;
}

/** `json.Marshal` of Go over a map: sorted, and fit for HTML. */
export function goMarshal(values: Values): string {
  const sorted = Object.fromEntries(Object.entries(values).toSorted(([a], [b]) => (a < b ? -1 : 1)));
  return JSON.stringify(sorted).replaceAll(/[<>&\u2028\u2029]/g, unit);
}

/** `Gson.toJson`, whose builder was not told `disableHtmlEscaping`. */
export function gsonToJson(values: Values): string {
  return JSON.stringify(values).replaceAll(/[<>&='\u2028\u2029]/g, unit);
}

/** What a Java program does that has no JSON library. */
export function javaConcatenate(fields: Fields): string {
  let json = '{';
  for (const [name, value] of fields) json += `"${name}":"${value}",`;
  return `${json.slice(0, -1)}}`;
}

/** The fields as a map. */
export const valuesOf = (fields: Fields): Record<string, Value> => Object.fromEntries(fields);

/** The same, with these fields as numbers. */
export const withNumbers = (fields: Fields, ...names: string[]): Values => {
  const values = valuesOf(fields);
  for (const name of names) values[name] = Number(values[name]);
  return values;
};

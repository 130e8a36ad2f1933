import type { i18n } from 'i18next';

type Translate = (key: string, values: Readonly<Record<string, unknown>>) => string;

/** The text of a key that the server's answer decides, such as `refusals:key-exists`; `undefined` for an unknown key. */
export function textOf(
  i18n: i18n,
  key: string,
  values: Readonly<Record<string, unknown>> = {},
): string | undefined {
  return i18n.exists(key) ? (i18n.t as unknown as Translate)(key, values) : undefined;
}

import type { i18n } from 'i18next';
import { recognise } from '../i18n/sentences.ts';
import { textOf } from '../i18n/text-of.ts';

/** The names of our texts for the kinds of file that the server does not convert. */
export const KINDS: Readonly<Record<string, string>> = {
  'an image': 'image',
  'an archive': 'archive',
  'an RTF document': 'rtf',
  'a web page': 'webPage',
  'an XML file': 'xml',
  'a text file': 'text',
  'a spreadsheet': 'spreadsheet',
  'an OpenDocument file': 'openDocument',
  'a zip file of another kind': 'zip',
  'a file of another kind': 'other',
};

/** A sentence of the server in the page's language; `undefined` for one that the page does not know. */
export function causeText(i18n: i18n, sentence: string): string | undefined {
  const known = recognise(sentence);
  if (known === undefined) return undefined;
  const { kind = '' } = known.values;
  const kindInWords = textOf(i18n, `causes:kinds.${KINDS[kind]}`) ?? kind.toUpperCase();
  return textOf(i18n, `causes:${known.name}`, { ...known.values, kind: kindInWords });
}

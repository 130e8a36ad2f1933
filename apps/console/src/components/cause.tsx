import { useTranslation } from 'react-i18next';
import { causeText } from './cause-text.ts';

/** Why something failed, in the page's language where the page knows the server's sentence, else in English. */
export function Cause({ sentence }: { readonly sentence: string }) {
  const { i18n } = useTranslation();
  return causeText(i18n, sentence) ?? <span lang="en">{sentence}</span>;
}

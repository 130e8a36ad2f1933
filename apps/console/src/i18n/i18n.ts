import i18next, { type ResourceLanguage } from 'i18next';
import { initReactI18next } from 'react-i18next';
import { recall, remember } from '../state/remembered.ts';
import type { en } from './en/index.ts';

export const LANGUAGES = [
  { code: 'en', name: 'English', htmlLang: 'en' },
  { code: 'zh', name: '简体中文', htmlLang: 'zh-CN' },
] as const;

export type Language = (typeof LANGUAGES)[number]['code'];

/** What every language has to say: the English texts, less the forms that only English has. */
export type Texts<Source> = {
  readonly [Key in keyof Source as Key extends `${string}_one` ? never : Key]: Source[Key] extends string
    ? string
    : Texts<Source[Key]>;
};

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'common';
    resources: typeof en;
  }
}

const LOADERS = {
  en: () => import('./en/index.ts').then(({ en }) => en),
  zh: () => import('./zh/index.ts').then(({ zh }) => zh),
} satisfies Record<Language, () => Promise<ResourceLanguage>>;

/** Loads the texts of the person's language, and no others. */
export async function startLanguage(): Promise<void> {
  const language = preferredLanguage();
  await i18next.use(initReactI18next).init({
    lng: language,
    resources: { [language]: await LOADERS[language]() },
    defaultNS: 'common',
    // React escapes by itself.
    interpolation: { escapeValue: false },
    react: { useSuspense: false },
  });
  show(language);
}

export async function chooseLanguage(language: Language): Promise<void> {
  for (const [namespace, texts] of Object.entries(await LOADERS[language]()))
    i18next.addResourceBundle(language, namespace, texts);
  await i18next.changeLanguage(language);
  remember('language', language);
  show(language);
}

/** The language of the page, for dates and numbers too. */
export function languageInUse(): (typeof LANGUAGES)[number] {
  return LANGUAGES.find(({ code }) => code === i18next.language) ?? LANGUAGES[0];
}

/** The one chosen here before, else the browser's first that we speak, else English. */
function preferredLanguage(): Language {
  const wanted = [recall('language') ?? '', ...navigator.languages];
  const [first] = wanted.flatMap((tag) => LANGUAGES.filter(({ code }) => tag.toLowerCase().startsWith(code)));
  return (first ?? LANGUAGES[0]).code;
}

function show(language: Language): void {
  document.documentElement.lang = LANGUAGES.find(({ code }) => code === language)?.htmlLang ?? language;
}

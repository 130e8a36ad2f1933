import i18next, { type ResourceLanguage } from 'i18next';
import { initReactI18next } from 'react-i18next';
import { recall, remember } from '../state/remembered.ts';
import type { en } from './en/index.ts';

export const LANGUAGES = [
  { code: 'en', name: 'English', htmlLang: 'en' },
  { code: 'zh', name: '简体中文', htmlLang: 'zh-CN' },
] as const;

export type Language = (typeof LANGUAGES)[number]['code'];

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

/** Loads the texts of the preferred language only. */
export async function startLanguage(): Promise<void> {
  const language = preferredLanguage();
  await i18next.use(initReactI18next).init({
    lng: language,
    resources: { [language]: await LOADERS[language]() },
    defaultNS: 'common',
    // React escapes.
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

/** The language of the page, also for dates and numbers. */
export function languageInUse(): (typeof LANGUAGES)[number] {
  return LANGUAGES.find(({ code }) => code === i18next.language) ?? LANGUAGES[0];
}

/** The language chosen before, else the browser's first that is supported, else English. */
function preferredLanguage(): Language {
  const wanted = [recall('language') ?? '', ...navigator.languages];
  const [first] = wanted.flatMap((tag) => LANGUAGES.filter(({ code }) => tag.toLowerCase().startsWith(code)));
  return (first ?? LANGUAGES[0]).code;
}

function show(language: Language): void {
  document.documentElement.lang = LANGUAGES.find(({ code }) => code === language)?.htmlLang ?? language;
}

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
  en: () => import('./en/first.ts').then(({ first }) => first),
  zh: () => import('./zh/first.ts').then(({ first }) => first),
} satisfies Record<Language, () => Promise<ResourceLanguage>>;

/** The doctor's many sentences, a quarter of all texts: loaded with the pages that show them. */
const INSPECTOR_LOADERS = {
  en: () => import('./en/inspector.ts').then(({ inspector }) => inspector),
  zh: () => import('./zh/inspector.ts').then(({ inspector }) => inspector),
} satisfies Record<Language, () => Promise<ResourceLanguage[string]>>;

let hasInspectorTexts = false;

export async function loadInspectorTexts(language: Language = languageInUse().code): Promise<void> {
  hasInspectorTexts = true;
  i18next.addResourceBundle(language, 'inspector', await INSPECTOR_LOADERS[language]());
}

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
  correctBrowserLanguage();
}

export async function chooseLanguage(language: Language): Promise<void> {
  for (const [namespace, texts] of Object.entries(await LOADERS[language]()))
    i18next.addResourceBundle(language, namespace, texts);
  if (hasInspectorTexts) await loadInspectorTexts(language);
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

/** Some browsers name a language as no standard does, such as `en-US@posix`: a library that formats numbers by it would fail. */
function correctBrowserLanguage(): void {
  try {
    Intl.getCanonicalLocales(navigator.language);
  } catch {
    Object.defineProperty(navigator, 'language', { value: languageInUse().htmlLang, configurable: true });
  }
}

function show(language: Language): void {
  document.documentElement.lang = LANGUAGES.find(({ code }) => code === language)?.htmlLang ?? language;
}

import type { Locale } from 'discord.js';
import i18next from 'i18next';
import { de } from './de/index.js';
import { en } from './en/index.js';
import { ko } from './ko/index.js';
import { uk } from './uk/index.js';

type PluralForm = 'zero' | 'one' | 'two' | 'few' | 'many' | 'other';
type Unplural<Key extends string> = Key extends `${infer Stem}_${PluralForm}` ? Stem : Key;
type Namespace = keyof typeof en;
/** Every text that English has. Languages have different plural forms, but all have `other`. */
type AllTexts = {
  [N in Namespace]: Record<Exclude<keyof (typeof en)[N], `${string}_${Exclude<PluralForm, 'other'>}`>, string>;
};

/** The bot's own words by language; quotes are never translated. */
export const LANGUAGES = { en, uk, ko, de } as const satisfies Record<string, AllTexts>;
export type Language = keyof typeof LANGUAGES;

/** A namespace and a key, without the plural form. */
export type WordKey = { [N in Namespace]: `${N}:${Unplural<keyof (typeof en)[N] & string>}` }[Namespace];

/** Words in one language. `{{name}}` is replaced by that value, unescaped; `count` selects the plural form. */
export type Words = (key: WordKey, values?: Readonly<Record<string, string | number>>) => string;

const i18n = i18next.createInstance();
// With `initAsync: false` and bundled resources, this completes synchronously.
void i18n.init({
  resources: LANGUAGES,
  fallbackLng: 'en',
  defaultNS: 'common',
  initAsync: false,
  interpolation: { escapeValue: false },
  showSupportNotice: false,
});

/** The bot's language for one of Discord's locales (`uk`, `en-GB`, `ko`, …); English for unsupported ones. */
export function languageFor(locale: string | undefined): Language {
  const language = (locale ?? '').split('-', 1)[0] ?? '';
  return Object.hasOwn(LANGUAGES, language) ? (language as Language) : 'en';
}

export function wordsIn(language: Language): Words {
  const translate = i18n.getFixedT(language);
  return (key, values = {}) => translate(key, values);
}

/** Discord's locales for all languages except English, in which commands are defined. */
const LOCALES: Readonly<Record<Exclude<Language, 'en'>, readonly `${Locale}`[]>> = {
  uk: ['uk'],
  ko: ['ko'],
  de: ['de'],
};

/** A text in every language but English, by Discord's locale. */
function localized(key: WordKey): Record<string, string> {
  return Object.fromEntries(
    Object.entries(LOCALES).flatMap(([language, locales]) => {
      const text = wordsIn(language as Language)(key);
      return locales.map((locale) => [locale, text]);
    }),
  );
}

/** Name and description of a command or option in every language, for its definition. Keys are in the namespace `commands`. */
export function named(key: CommandKey) {
  const inEnglish = wordsIn('en');
  return {
    name: inEnglish(`commands:${key}.name`),
    name_localizations: localized(`commands:${key}.name`),
    description: inEnglish(`commands:${key}.description`),
    description_localizations: localized(`commands:${key}.description`),
  };
}

/** The name of a context-menu command in every language. Such commands have no description. */
export function menuNamed(key: WordKey) {
  return { name: wordsIn('en')(key), name_localizations: localized(key) };
}

/** The name of an option's choice in every language. */
export function choiceNamed<Value extends string | number>(key: ChoiceKey, value: Value) {
  return { name: wordsIn('en')(`commands:${key}`), name_localizations: localized(`commands:${key}`), value };
}

type CommandWord = keyof (typeof en)['commands'] & string;
type CommandKey = CommandWord extends infer Word ? (Word extends `${infer Key}.description` ? Key : never) : never;
type ChoiceKey = Extract<CommandWord, `${string}.choice.${string}`>;

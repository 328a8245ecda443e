import i18next from 'i18next';
import { de } from './de/index.js';
import { en } from './en/index.js';
import { ko } from './ko/index.js';
import { uk } from './uk/index.js';

/** The bot's own words by language; quotes are never translated. */
export const LANGUAGES = { en, uk, ko, de } as const;
export type Language = keyof typeof LANGUAGES;

type PluralForm = 'zero' | 'one' | 'two' | 'few' | 'many' | 'other';
type Unplural<Key extends string> = Key extends `${infer Stem}_${PluralForm}` ? Stem : Key;
type Namespace = keyof typeof en;
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
const LOCALES = { uk: 'uk', ko: 'ko', de: 'de' } as const satisfies Record<Exclude<Language, 'en'>, string>;

/** Name and description of a command or option in every language, for its definition. Keys are in the namespace `commands`. */
export function named(key: CommandKey) {
  const all = (part: 'name' | 'description') =>
    Object.fromEntries(
      Object.entries(LOCALES).map(([language, locale]) => [
        locale,
        wordsIn(language as Language)(`commands:${key}.${part}`),
      ]),
    );
  const inEnglish = wordsIn('en');
  return {
    name: inEnglish(`commands:${key}.name`),
    name_localizations: all('name'),
    description: inEnglish(`commands:${key}.description`),
    description_localizations: all('description'),
  };
}

/** The name of a context-menu command in every language. Such commands have no description. */
export function menuNamed(key: WordKey) {
  const localizations = Object.entries(LOCALES).map(([language, locale]) => [
    locale,
    wordsIn(language as Language)(key),
  ]);
  return { name: wordsIn('en')(key), name_localizations: Object.fromEntries(localizations) };
}

/** The name of an option's choice in every language. */
export function choiceNamed<Value extends string | number>(key: ChoiceKey, value: Value) {
  const localizations = Object.entries(LOCALES).map(([language, locale]) => [
    locale,
    wordsIn(language as Language)(`commands:${key}`),
  ]);
  return { name: wordsIn('en')(`commands:${key}`), name_localizations: Object.fromEntries(localizations), value };
}

type CommandWord = keyof (typeof en)['commands'] & string;
type CommandKey = CommandWord extends infer Word ? (Word extends `${infer Key}.description` ? Key : never) : never;
type ChoiceKey = Extract<CommandWord, `${string}.choice.${string}`>;

import { expect, test } from 'vitest';
import { LANGUAGES, type Language, languageFor, wordsIn } from '../../src/i18n/words.js';

const PLURAL = /_(zero|one|two|few|many|other)$/;
const OTHERS = (Object.keys(LANGUAGES) as Language[]).filter((language) => language !== 'en');
const flat = (language: Language) =>
  new Map(
    Object.entries(LANGUAGES[language]).flatMap(([namespace, words]) =>
      Object.entries(words).map(([key, text]): [string, string] => [`${namespace}:${key}`, text]),
    ),
  );
const values = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name).sort();

test.each(OTHERS)('%s says all that English says, with the same values in it', (language) => {
  const [english, other] = [flat('en'), flat(language)];
  const forms = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
  for (const [key, text] of english) {
    const stem = key.replace(PLURAL, '');
    for (const each of PLURAL.test(key) ? forms.map((form) => `${stem}_${form}`) : [key]) {
      expect(other.has(each), `${language} lacks ${each}`).toBe(true);
      // A form for one may leave the number out.
      const [here, there] = [values(text), values(other.get(each) ?? '')].map((list) =>
        list.filter((name) => name !== 'count'),
      );
      expect(there, `${language} ${each}`).toEqual(here);
    }
  }
  const stems = new Set([...english.keys()].map((key) => key.replace(PLURAL, '')));
  expect([...other.keys()].filter((key) => !stems.has(key.replace(PLURAL, '')))).toEqual([]);
});

test('a locale finds its language, and one that is not known finds English', () => {
  expect(['uk', 'de', 'ko', 'en-GB', 'pt-BR', '__proto__', undefined].map(languageFor)).toEqual([
    'uk',
    'de',
    'ko',
    'en',
    'en',
    'en',
    'en',
  ]);
});

test('values stand in the words as they are given', () => {
  expect(wordsIn('de')('common:failed', { reference: '<a> & "b" $1' })).toContain('<a> & "b" $1');
});

import { describe, expect, test } from 'vitest';
import { foreignLanguageOf } from '../../../src/answer/question/language.js';
import { otherLanguageNote } from '../../../src/app/other-language.js';

describe('a question in another language than the articles', () => {
  test.each([
    ['Wie viele Brücken hat die Stadt?', 'de'],
    ['wo ist der markt und wann macht er auf', 'de'],
    ['Скільки мостів у місті?', 'uk'],
    ['коли відкривається пекарня', 'uk'],
    ['다리는 몇 개입니까?', 'ko'],
    ['Combien de ponts est-ce que la ville a ?', 'fr'],
    ['橋はいくつ？', 'ja'],
  ])('is detected: %s', (question, language) => {
    expect(foreignLanguageOf(question, ['en'])).toBe(language);
    expect(foreignLanguageOf(question, ['en', `${language}`])).toBeUndefined();
  });

  test.each([
    'how many bridges',
    'bridges port ellery',
    'who is Ursula von der Vollen',
    'von der vollen age',
    'Where is La Ribera de los Santos?',
    'is it a die or a dice',
    'Q-12K?',
    'What makes f(x) = x2 different?',
    'who is 린드크비스트, the engineer?',
  ])('is not detected in English: %s', (question) => {
    expect(foreignLanguageOf(question, ['en'])).toBeUndefined();
    expect(foreignLanguageOf(question.toLowerCase(), ['en-GB'])).toBeUndefined();
  });

  test('may be English if the articles are not', () => {
    expect(foreignLanguageOf('what did the council say about the bridges', ['de', 'uk'])).toBe('en');
    expect(foreignLanguageOf('bridges?', ['de', 'uk'])).toBeUndefined();
  });

  test('is not guessed without articles', () => {
    expect(foreignLanguageOf('Скільки мостів у місті?', [])).toBeUndefined();
  });
});

const IN = (...languages: string[]) => languages.map((language) => ({ language }));

describe('the note about it', () => {
  test.each([
    ['Wie viele Brücken hat die Stadt?', 'Die Frage ist anscheinend auf Deutsch, die Artikel sind auf Englisch.'],
    ['Скільки мостів у місті?', 'Схоже, мова запитання — українська, а статей — англійська.'],
    ['다리는 몇 개입니까?', '질문의 언어는 한국어인 것 같은데, 기사의 언어는 영어입니다.'],
  ])('is in its language: %s', (question, note) => {
    expect(otherLanguageNote(question, IN('en', 'en-GB'), 'en')).toBe(note);
  });

  test('is in the user’s language if the bot does not speak it, with the articles’ most frequent language first', () => {
    const question = 'Combien de ponts est-ce que la ville a ?';
    expect(otherLanguageNote(question, IN('uk', 'en', 'en'), 'de')).toBe(
      'Die Frage ist anscheinend auf Französisch, die Artikel sind auf Englisch und Ukrainisch.',
    );
    expect(otherLanguageNote(question, IN('en'), 'en')).toBe(
      'The question seems to be in French; the articles are in English.',
    );
  });

  test('is absent for a question in a language of the articles, whatever its filters', () => {
    expect(
      otherLanguageNote('What do the bridges cost? from:"Der Bote und die Zeitung"', IN('en'), 'de'),
    ).toBeUndefined();
  });
});

import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { analyseQuestion } from '../../../src/answer/question/analyse.js';
import { nameCoverage } from '../../../src/answer/ranking/entity-overlap.js';
import { wordKey } from '../../../src/search/lexicon/collect.js';
import { contentWords, indexTerms } from '../../../src/search/text/terms.js';
import { stored } from '../../support/stored.js';

const store = await stored(
  {
    'harbour.txt': `The harbour of Port Ellery

In spring the Harbour Pilots Guild (HPG) moved its fishermen to the old quay. Since then Ada Lindqvist leads the guild, and the fishermen of Port Ellery trust Lindqvist. German engineers cleared 13,000 tonnes of gravel from the channel. The channel is watched by the Vollen Watch from an airfield. The fishermen sold 42,400 hectares of reed, and a crane stood on the quay. Only a brave crew goes out in winter. The re-cleaned boats are ready.
`,
  },
  afterAll,
);
const analysed = (question: string) => analyseQuestion(question, store);

describe('spelling', () => {
  test.each([
    ['whos teh pilot', "who's the pilot"],
    ['wheres the quay', "where's the quay"],
    ['wen did ppl move thru', 'when did people move through'],
    ['hw mny cranes r there', 'how many cranes are there'],
    ['what r they gonna do', 'what are they going to do'],
    ['why cant u see it', "why can't you see it"],
  ])('in chat style is expanded: %s', (typed, text) => {
    expect(analysed(typed).text).toBe(text);
  });

  test('in chat style that only affects function words adds no term and is not shown', () => {
    const { terms, searchedAs } = analysed('whats the quay');
    expect(terms).toEqual(indexTerms('quay'));
    expect(searchedAs).toBeUndefined();
    for (const word of ['whats', 'whos', 'wheres', 'cant', 'didnt', 'theyr', 'thru', 'u', 'wont', 'cuz'])
      expect(contentWords(`${word} quay`)).toEqual(['quay']);
  });

  test('of a word that neither the index nor English has is corrected to a word of the index, and shown', () => {
    expect(analysed('what do fisherman and fishermn sell?')).toMatchObject({
      corrections: [{ from: 'fishermn', to: 'fishermen' }],
      searchedAs: 'What do fisherman and fishermen sell?',
    });
    expect(analysed('who watches the quay, the hangar or the gravle').corrections).toEqual([
      { from: 'gravle', to: 'gravel' },
    ]);
  });

  test.each([
    ['hectars', 'hectares'],
    ['enginers', 'engineers'],
    ['Enginers', 'Engineers'],
    ['recleaned', 're-cleaned'],
    ['air-field', 'airfield'],
  ])('of %s is corrected to %s, which the index has', (typed, text) => {
    expect(analysed(`how many ${typed} were there`).corrections).toEqual([{ from: typed, to: text }]);
  });

  test.each([
    ['an inflection of a word of the index', 'which channels does a fisherman watch'],
    ['a word of the index', 'who trusts lindqvist'],
    ['a common English word', 'what brand was it'],
    ['a short word', 'where is the qay'],
    ['a word with another first letter', 'where is the brabour'],
    ['a word that goes on behind a word of the index', 'who is Lindqvista'],
    ['a word in quotation marks', 'who says “fishermn”'],
  ])('of %s is left unchanged', (_, typed) => {
    expect(analysed(typed).corrections).toEqual([]);
  });

  test('is never corrected to anything but a word of the index, whatever was typed', () => {
    const letters = [...'fishermen gravel quay Ellery Lindqvist harbour channel'];
    const question = fc.oneof(fc.string({ unit: fc.constantFrom(...letters) }), fc.string({ unit: 'binary' }));
    fc.assert(
      fc.property(question, (typed) => {
        const plain = analyseQuestion(typed);
        const { corrections, text } = analysed(typed);
        for (const { from, to } of corrections) {
          if (plain.corrections.some((each) => each.from === from)) continue;
          expect(store.lexicon.count(wordKey(to))).toBeGreaterThan(0);
          expect(to[0]?.toLowerCase()).toBe(from[0]?.toLowerCase());
        }
        expect(analysed(text).corrections.filter(({ to }) => contentWords(to).length > 0)).toEqual([]);
      }),
    );
  });
});

describe('names in lower case', () => {
  test('are those that the articles capitalise', () => {
    expect(analysed('does ada lindqvist live in port ellery').names).toEqual(['Ada Lindqvist', 'Port Ellery']);
    expect(analysed('WHO IS ADA LINDQVIST IN PORT ELLERY').names).toEqual(['Ada Lindqvist', 'Port Ellery']);
    expect(analysed('who trusts lindqvist').names).toEqual(['Lindqvist']);
  });

  test('must be held, whatever the question starts with', () => {
    for (const opening of ['did', 'Is', 'Where does'])
      expect(analysed(`${opening} ada lindqvist live here`).names).toEqual(['Ada Lindqvist']);

    const held = (typed: string, text: string) => nameCoverage(analysed(typed).named, text);
    expect(held('where does ada lindqvist live', 'Ada Lindqvist lives on the quay.')).toBe(1);
    expect(held('where does ada lindqvist live', 'Bo Holm lives on the quay.')).toBe(0);
  });

  test('are left unchanged if the question was typed with capitals', () => {
    expect(analysed('Did Bo Holm see lindqvist').names).toEqual(['Bo Holm']);
  });

  test('of countries are known without the articles', () => {
    expect(analysed('did anyone from north korea come').names).toEqual(['North Korea']);
    expect(analysed('what did the us say').names).toEqual(['US']);
  });
});

describe('equivalent words', () => {
  const held = (typed: string, text: string) => nameCoverage(analysed(typed).named, text);

  test('an abbreviation that the articles explain is searched in both forms', () => {
    expect(analysed('who leads the HPG').searchTerms).toEqual(
      expect.arrayContaining(indexTerms('harbour pilots guild')),
    );
    expect(analysed('who leads the Harbour Pilots Guild').searchTerms).toContain('hpg');
    expect(held('who leads the HPG', 'The Harbour Pilots Guild is led by nobody.')).toBe(1);
    expect(held('who leads the Harbour Pilots Guild', 'The HPG is led by nobody.')).toBe(1);
    expect(held('who leads the HPG', 'The Bakers Guild is led by nobody.')).toBe(0);
  });

  test.each([
    ['What did Germany clear?', 'German engineers cleared it.'],
    ['What did British sailors see?', 'The UK saw it.'],
    ['What did the DPRK ship?', 'North Korea shipped it.'],
    ['Who lives in the Netherlands?', 'Dutch people do.'],
  ])('a country matches its people: %s', (question, text) => {
    expect(nameCoverage(analyseQuestion(question).named, text)).toBeGreaterThan(0.8);
  });

  test('another country does not match', () => {
    expect(held('What did the DPRK ship?', 'South Korea shipped it.')).toBe(0);
  });

  test('a compound is found as one word and as two', () => {
    expect(analysed('who cleared the air field').searchTerms).toContain(indexTerms('airfield')[0]);
  });
});

describe('numbers and units', () => {
  test.each([
    ['13k', '13,000'],
    ['13 thousand', '13,000'],
    ['2.3 million', '2,300,000'],
    ['nine', '9'],
    ['42400ha', '42,400 hectares'],
    ['42,400-hectare', '42,400 ha'],
    ['5 km²', '5 square kilometres'],
    ['5km2', '5 square kilometers'],
  ])('%s is found as %s', (one, other) => {
    expect(indexTerms(one)).toEqual(expect.arrayContaining(indexTerms(other).filter((term) => term !== '42400hectar')));
  });

  test('must be held in any spelling', () => {
    expect(nameCoverage(analysed('who cleared 13k tonnes').named, 'They cleared 13,000 tonnes.')).toBe(1);
    expect(nameCoverage(analysed('who sold 42400ha').named, 'They sold 42,400 hectares.')).toBe(1);
    expect(nameCoverage(analysed('who paid 2.3 million').named, 'They paid 2,300,000 crowns.')).toBe(1);
    expect(nameCoverage(analysed('who paid 2.3 million').named, 'They paid 2.4 million crowns.')).toBe(0);
  });
});

test.each([
  ['whos the pilot', 'person'],
  ['Who led it?', 'person'],
  ['wheres the quay', 'place'],
  ['which town is it', 'place'],
  ['wen was it cleared', 'date'],
  ['what year was it', 'date'],
  ['how mny cranes', 'number'],
  ['why did they go', 'cause'],
  ['what did they sell when it rained', undefined],
])('has an answer type: %s', (typed, type) => {
  expect(analysed(typed).answerType).toBe(type);
});

test('the embedded text has no final punctuation and no redundant white space', () => {
  expect(analysed('  Who  leads\nthe guild ?! ').text).toBe('Who leads the guild');
  expect(analysed('?').text).toBe('?');
});

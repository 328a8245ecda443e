import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { textDirective } from '../../src/answer/quoting/text-fragment.js';
import type { Verbatim } from '../../src/app/verbatim.js';
import type { Article } from '../../src/article/model/article.js';
import { renderAnswer } from '../../src/discord/answers/answer.js';
import { renderContext } from '../../src/discord/answers/context.js';
import { rememberedAs, restored } from '../../src/discord/answers/restored.js';
import { wordsIn } from '../../src/i18n/words.js';
import { renderAnswer as renderInTerminal } from '../../src/terminal/render.js';
import { afterTests } from '../support/folders.js';
import { opened, temporaryConfig } from '../support/library.js';
import { linesAt, pdfOf } from '../support/pdf.js';

const FIRST = [
  'The abbey of Vollen kept a school for the children of the valley, where they',
  'learned to read and to reckon. At the end of each year the abbot held an exam-',
  'ination of all pupils in the great hall, and whoever passed the examination was',
  'given a jar of honey.',
];
const SECOND = [
  'The well-',
  'known painter Ada Lindqvist taught drawing there for nine years, and kept a tame',
  'heron in the yard.',
];
const QUESTION = 'What did the abbot hold at the end of each year?';

let verbatim: Verbatim;
const after = afterTests();
beforeAll(async () => {
  const config = await temporaryConfig({ 'bees.txt': 'Bees are kept for wax. The monks sold honey.\n' }, after);
  const head = { text: 'The school of the abbey', y: 90, size: 20 };
  const pages = [[head, ...linesAt(130, FIRST)], linesAt(90, SECOND)];
  await writeFile(path.join(config.articlesDir, 'school.pdf'), await pdfOf(pages, { author: 'Ada Moss' }));
  verbatim = await opened(config, () => {}, after);
  expect((await verbatim.reindex('changed')).problems).toEqual([]);
});

const plain = (text: string) => text.replace(/\s*│\s*|\*\*|\\|\s+/g, ' ').replace(/\s+/g, ' ');
const view = () => ({ language: 'en' as const, t: wordsIn('en'), articleOf: verbatim.source });

test('a quote from a PDF is its exact slice, shown with whole words and its page', async () => {
  const answer = await verbatim.ask(QUESTION);
  const [quote] = answer.quotes;
  expect(quote?.text).toContain('an exam-\nination of all pupils');
  expect(verbatim.source('school.pdf')?.text.slice(quote?.start, quote?.end)).toBe(quote?.text);
  expect(verbatim.verified(answer)).toEqual(answer);
  const inTerminal = plain(renderInTerminal(answer, { columns: 100, colour: false }));
  expect(inTerminal).toContain('held an examination of all pupils in the great hall');
  expect(inTerminal).toContain('The school of the abbey · Ada Moss');
  expect(inTerminal).toContain('· p. 1');
  const card = JSON.stringify(renderAnswer(QUESTION, answer, view()));
  expect(plain(card)).toContain('held an examination of all pupils');
  expect(card).toMatch(/p\. 1/);
});

test('a word broken across lines is found', async () => {
  const answer = await verbatim.ask('Which painter was well-known?');
  expect(answer.quotes[0]?.citation.locator.page).toBe(2);
  expect(plain(renderInTerminal(answer, { columns: 100, colour: false }))).toContain('The well-known painter');
  const phrase = await verbatim.ask('Who passed "an examination of all pupils"?');
  expect(phrase.quotes[0]?.articleId).toBe('school.pdf');
});

test('the displayed text of a PDF is found word for word', async () => {
  const found = await verbatim.find('the abbot held an examination of all pupils in the great hall');
  expect(found).toMatchObject({ kind: 'found', matches: [{ exact: true, quotes: [{ articleId: 'school.pdf' }] }] });
  const joined = await verbatim.find('The well-known painter Ada Lindqvist taught drawing there');
  expect(joined).toMatchObject({ kind: 'found', matches: [{ exact: true }] });
});

test('a restored card has whole words, in the quotes and in their context', async () => {
  const answer = await verbatim.ask(QUESTION);
  const again = restored(rememberedAs(answer), verbatim);
  expect(again.lost).toEqual([]);
  expect(again.answer.quotes.map(({ text, joins }) => ({ text, joins }))).toEqual(
    answer.quotes.map(({ text, joins }) => ({ text, joins })),
  );
  if (again.answer.kind === 'nothing') throw new Error('nothing is left');
  const context = JSON.stringify(renderContext(QUESTION, again.answer, { ...view(), id: 'x' }, { quote: 0 }));
  expect(plain(context)).toContain('held an examination of all pupils');
});

test('a link into a page has whole words', () => {
  const article = verbatim.source('school.pdf') as Article;
  const start = article.text.indexOf('exam-');
  const end = article.text.indexOf(' of all pupils') + ' of all pupils in'.length;
  expect(textDirective(article, { start, end }, 300)).toBe('text=examination%20of%20all%20pupils%20in');
});

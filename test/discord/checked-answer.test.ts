import { beforeAll, expect, test } from 'vitest';
import type { Answer } from '../../src/answer/quoting/answer.js';
import type { Askable, Verbatim } from '../../src/app/verbatim.js';
import type { Config } from '../../src/config/config.js';
import { renderAnswer } from '../../src/discord/answers/answer.js';
import { checked } from '../../src/discord/answers/checked-answer.js';
import { rememberedAs, restored } from '../../src/discord/answers/restored.js';
import { wordsIn } from '../../src/i18n/words.js';
import { afterTests } from '../support/folders.js';
import { BAKERY, BRIDGES, opened, temporaryConfig, writeArticles } from '../support/library.js';

const QUESTION = 'When does the bakery of Tomas Varga open, and how long does his rye bread rest?';

let config: Config;
let verbatim: Verbatim;
let answer: Answer;
const after = afterTests();
beforeAll(async () => {
  config = await temporaryConfig({ 'bakery.md': BAKERY, 'bridges.txt': BRIDGES }, after);
  verbatim = await opened(config, () => {}, after);
  await verbatim.reindex('changed');
  answer = await verbatim.ask(QUESTION, { most: 10 });
});

/** The articles, and the ids of those that were read, in order. */
function counted(articles: Askable): { articles: Askable; read: string[] } {
  const read: string[] = [];
  const source = (id: string) => {
    read.push(id);
    return articles.source(id);
  };
  return { articles: { ...articles, source }, read };
}

test('each quoted article is read once for a card, new or restored', () => {
  const quoted = [...new Set(answer.quotes.map(({ articleId }) => articleId))];
  expect(quoted).toContain('bakery.md');
  for (const make of [
    (articles: Askable) => checked(answer, articles),
    (articles: Askable) => restored(rememberedAs(answer), articles),
  ]) {
    const { articles, read } = counted(verbatim);
    const current = make(articles);
    const view = { language: 'en', t: wordsIn('en'), articleOf: current.articleOf } as const;
    expect(JSON.stringify(renderAnswer(QUESTION, current.answer, view))).toContain('#:~:text=');
    expect(read.sort()).toEqual(quoted.sort());
    expect(current).toMatchObject({ lost: [], isWhole: true, outcome: answer.kind });
  }
});

test('new and restored cards quote the same', () => {
  const [fresh, anew] = [checked(answer, verbatim), restored(rememberedAs(answer), verbatim)];
  const quotesOf = ({ answer: { quotes } }: typeof fresh) =>
    quotes.map(({ score: _, ...quote }) => JSON.parse(JSON.stringify(quote)));
  expect(quotesOf(fresh)).toEqual(quotesOf(anew));
});

test('what changed since an answer was found is not quoted, and a new title is cited', async () => {
  const change = async (article: string) => {
    await writeArticles(config, { 'bakery.md': article });
    await verbatim.reindex('changed');
  };
  await change(BAKERY.replaceAll('A bakery on Mill Street', 'A bakery in Mill Street'));
  const renamed = checked(answer, verbatim).answer.quotes.find(({ articleId }) => articleId === 'bakery.md');
  expect(renamed?.citation.article.title).toBe('A bakery in Mill Street');
  await change(BAKERY.replaceAll('opens at five', 'opens at noon').replaceAll('nineteen hours', 'thirty hours'));
  const changed = checked(answer, verbatim);
  for (const { articleId, start, end, text } of changed.answer.quotes) {
    expect(verbatim.source(articleId)?.text.slice(start, end)).toBe(text);
    expect(text).not.toMatch(/five|nineteen/);
  }
  expect(changed.lost).toEqual([]);
  expect(restored(rememberedAs(answer), verbatim).lost.length).toBeGreaterThan(0);
  expect(restored(rememberedAs(answer), verbatim).isWhole).toBe(false);
});

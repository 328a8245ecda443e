import path from 'node:path';
import fc from 'fast-check';
import { expect } from 'vitest';
import { completeFollowUp, possibleFollowUp } from '../../../src/answer/follow-up.js';
import { LONGEST_QUESTION, parseQuestion, scopeOf, withoutFilters } from '../../../src/answer/question/filters.js';
import { textDirective } from '../../../src/answer/quoting/text-fragment.js';
import { cleanArticle } from '../../../src/article/clean.js';
import { passagesOf } from '../../../src/article/text/passages.js';
import { parseConfig } from '../../../src/config/config.js';
import { followUpIn, questionIn } from '../../../src/discord/messages/question-in.js';
import { ConfigError, QuestionError } from '../../../src/runtime/errors.js';
import { locationOf } from '../../../src/search/model/place.js';
import type { PassageStore, StoredSummary } from '../../../src/search/ports.js';
import { openStore } from '../../../src/search/store/sqlite-store.js';
import { createStore } from '../../../src/search/store/sqlite-writer.js';
import { holdsPhrase } from '../../../src/search/text/phrase.js';
import { contentWords, indexTerms, queryTerms, tokenize } from '../../../src/search/text/terms.js';
import { type After, temporaryFolder } from '../../support/folders.js';
import { BAKERY, BRIDGES } from '../../support/library.js';
import { anyText, anyWord } from '../any.js';
import { type Target, target } from '../fuzz.js';

let store: PassageStore;
let passages = 0;

/** A real store of three articles, for what is asked of it below. */
export async function openFuzzStore(after: After): Promise<void> {
  const file = path.join(await temporaryFolder(after), 'store');
  const writer = createStore(file);
  for (const [id, text] of Object.entries({
    'a.txt': BRIDGES,
    'b.md': BAKERY,
    'c.txt': '東京都の橋は七つある。 Nothing "else" here.',
  })) {
    const article = cleanArticle({ id, format: 'plain', text });
    const all = passagesOf(article);
    passages += all.length;
    writer.add(
      article,
      all.map((each) => ({ ...each, sentenceVectors: each.sentences.map(() => Float32Array.of(1, 0, 0, 0)) })),
    );
  }
  writer.finish();
  store = openStore(file);
  after(async () => store.close());
}

function parsed(question: string) {
  try {
    return parseQuestion(question);
  } catch (error) {
    expect(error).toBeInstanceOf(QuestionError);
    return undefined;
  }
}

const anyQuestion = fc.oneof(
  anyText(12),
  anyText(60),
  fc.array(anyWord, { maxLength: 8 }).map((words) => words.join(' ')),
);
const summaries: StoredSummary[] = ['Valley Post', 'Coast & Sea', '__proto__', ''].map((publisher, at) => ({
  id: String(at),
  title: '',
  contentHash: '',
  passages: 1,
  meta: { language: 'en', publisher, publishedAt: `202${at}-05-0${at + 1}` },
}));
const ids = (hits: readonly { readonly id: number; readonly score: number }[]) => {
  for (const { id, score } of hits) expect(id > 0 && Number.isFinite(score)).toBe(true);
};
const SETTINGS = [
  ...[
    'DISCORD_TOKEN',
    'DISCORD_API_URL',
    'ASK_CHANNEL_IDS',
    'ADMIN_ROLE_IDS',
    'ARTICLE_UPLOADS',
    'ANSWER_IN',
    'SURENESS',
    'COOLDOWN_SECONDS',
  ],
  ...[
    'RATE_LIMIT_PERSON',
    'RATE_LIMIT_CHANNEL',
    'RATE_LIMIT_SERVER',
    'ARTICLES_DIR',
    'EMBEDDINGS_DIR',
    'DATA_DIR',
    'MODEL_DIR',
    'EMBEDDING_MODEL',
  ],
  ...[
    'EMBEDDING_DTYPE',
    'MODEL_HUB_URL',
    'EMBEDDING_POOLING',
    'EMBEDDING_QUERY_PREFIX',
    'READER',
    'READER_MODEL',
    'READER_DTYPE',
    'LOG_LEVEL',
    '__proto__',
    'PATH',
  ],
];
const VALUES = [
  '10/1m',
  '1/24h',
  '0/s',
  'off',
  'on',
  'alone',
  'thread',
  'q4',
  'mean',
  'owner/name',
  '../x',
  'http://a:b@c',
  'trace',
  '1,2 3',
  '3600',
];

export const QUESTION_TARGETS: readonly Target[] = [
  target<string>({
    name: 'questions',
    inputs: 12_000,
    from: anyQuestion,
    check(raw) {
      const question = parsed(raw);
      withoutFilters(raw);
      if (!question) return;
      expect(question.text).toMatch(/[\p{L}\p{N}]/u);
      expect(question.text.length).toBeLessThanOrEqual(LONGEST_QUESTION);
      try {
        const scope = scopeOf(question.filters, () => summaries);
        for (const id of scope?.articles ?? []) expect(summaries.some((each) => each.id === id)).toBe(true);
      } catch (error) {
        expect(error).toBeInstanceOf(QuestionError);
      }
    },
  }),
  target<[string, string]>({
    name: 'follow-ups',
    inputs: 6_000,
    from: fc.tuple(anyQuestion, anyQuestion),
    check([question, previous]) {
      const most = Math.max(LONGEST_QUESTION, question.length, previous.length);
      expect(completeFollowUp(question, previous).length).toBeLessThanOrEqual(most);
      expect((possibleFollowUp(question, previous) ?? '').length).toBeLessThanOrEqual(most);
      expect(completeFollowUp(question)).toBe(question);
    },
  }),
  target<string>({
    name: 'questions in messages',
    inputs: 6_000,
    from: anyQuestion,
    check(message) {
      for (const found of [questionIn(message), followUpIn(message)]) {
        if (found !== undefined) expect(found).toMatch(/[\p{L}\p{N}]/u);
      }
    },
  }),
  target<string>({
    name: 'terms',
    inputs: 8_000,
    from: anyText(),
    check(text) {
      for (const term of [...indexTerms(text), ...queryTerms(text)])
        expect(term).toMatch(/^[\p{L}\p{N}\p{M}.,'’‐‑-]+$/u);
      for (const { word } of tokenize(text)) if (!text.normalize('NFKC').includes(word)) expect(text).toContain(word);
      contentWords(text);
      holdsPhrase(text, text.slice(3, 9));
    },
  }),
  target<string>({
    name: 'what is asked of SQLite',
    inputs: 5_000,
    from: anyQuestion,
    check(text) {
      const terms = queryTerms(text);
      ids(store.searchPassages(terms, 5));
      ids(store.searchSentences(terms, 5));
      ids(store.searchSentences(terms, 5, new Set([1, 2])));
      ids(store.searchRuns([terms, indexTerms(text), []], 5));
      for (const term of terms) store.sentenceFrequency(term);
      const phrases = parsed(text)?.filters.phrases ?? [];
      expect(store.passageIdsWithin({ articles: [text, 'a.txt'], phrases }).size).toBeLessThanOrEqual(passages);
      expect(store.article(text)).toBeUndefined();
    },
    examples: ['"*" OR body : NEAR(a b) ^c -d', '"\'s"', `${'ab '.repeat(300)}`, '"a""b" "', `"${'x'.repeat(900)}"`],
  }),
  target<[string, number, number]>({
    name: 'links to a quote',
    inputs: 2_000,
    from: fc.tuple(anyText(), fc.nat(200), fc.nat(200)),
    check([text, from, length]) {
      const article = cleanArticle({ id: 'a', format: 'plain', text });
      const start = Math.min(from, article.text.length);
      const end = Math.min(article.text.length, start + length);
      const directive = textDirective(article, { start, end }, 300);
      expect(directive ?? '').toMatch(/^(?:text=[!-~]*)?$/);
    },
  }),
  target<[string, string][]>({
    name: 'settings',
    inputs: 4_000,
    from: fc.array(fc.tuple(fc.constantFrom(...SETTINGS), fc.oneof(fc.constantFrom(...VALUES), anyWord)), {
      maxLength: 5,
    }),
    check(entries) {
      try {
        const config = parseConfig(Object.fromEntries(entries));
        expect(path.isAbsolute(config.articlesDir)).toBe(true);
        for (const place of [config.model?.place, config.readerModel?.place]) {
          const { root, name } = locationOf(place ?? { name: 'x' }, '/models');
          if (place && 'folder' in place) expect(path.isAbsolute(place.folder)).toBe(true);
          else expect(path.resolve(root, name).startsWith('/models/')).toBe(true);
        }
      } catch (error) {
        expect(error).toBeInstanceOf(ConfigError);
      }
    },
  }),
];

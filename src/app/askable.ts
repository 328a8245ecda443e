import { answerTyped } from '../answer/ask.js';
import { locate } from '../answer/locate/locate.js';
import { verifyFound } from '../answer/locate/verify.js';
import { parseQuestion, scopeOf } from '../answer/question/filters.js';
import { cited } from '../answer/quoting/quotes.js';
import { verify } from '../answer/quoting/verify.js';
import type { Models } from '../answer/rank-sentences.js';
import type { Article } from '../article/model/article.js';
import type { Library } from '../library/generations/library.js';
import type { Admit } from '../runtime/admission-queue.js';
import { memoize } from '../runtime/memoize.js';
import { inStage, startStage } from '../runtime/timings.js';
import type { StoredSummary } from '../search/ports.js';
import { rankSources } from './sources.js';
import type { Askable, SourceSummary } from './verbatim.js';

/** What answering needs besides the articles. */
interface Answering extends Models {
  readonly admit: Admit;
}

/** Lets the articles of the library, or of some of its collections, be asked and listed. */
export function askable(library: Library, parts: Answering, collections?: ReadonlySet<string>): Askable {
  const isAmong = ({ meta }: Pick<Article, 'meta'>) => !collections || collections.has(meta.collection ?? '');
  let listed: { generation: string; sources: readonly SourceSummary[] } | undefined;

  function sources(): readonly SourceSummary[] {
    const generation = library.latest;
    if (!generation) return [];
    if (listed?.generation !== generation.id) {
      const stored = generation.store.summaries().filter(isAmong);
      const originals = originalsOf(stored);
      listed = { generation: generation.id, sources: stored.map((each) => summaryOf(each, originals)) };
    }
    return listed.sources;
  }

  function source(id: string): Article | undefined {
    const article = library.latest?.store.article(id);
    return article && isAmong(article) ? article : undefined;
  }

  return {
    async ask(question, { previous, articles, onAsked, ...options } = {}) {
      const wanted = articles && new Set(articles);
      const among = (article: StoredSummary) => isAmong(article) && (!wanted || wanted.has(article.id));
      const limits = collections || wanted ? { among } : {};
      const begin = startStage('wait');
      const work = () => {
        begin();
        return library.use((generation) =>
          answerTyped(question, previous, generation, parts, { ...options, ...limits }),
        );
      };
      const { asked, answer } = await inStage('answer', () => parts.admit(work, options.signal));
      onAsked?.(asked);
      return answer;
    },
    async check(question) {
      const { filters } = parseQuestion(question);
      await library.use(async ({ store }) => scopeOf(filters, () => store.summaries(), isAmong));
    },
    async find(text, signal) {
      const options = { ...(collections && { among: isAmong }), ...(signal && { signal }) };
      const looked = () => library.use((generation) => locate(text, generation, parts, options));
      return verifyFound(await inStage('find', () => parts.admit(looked, signal)), source);
    },
    verified: (given, articleOf = memoize(source)) => inStage('verify', () => verify(given, articleOf)),
    sources,
    source,
    findSources: (typed, limit) => rankSources(sources(), typed).slice(0, limit),
  };
}

/** The earliest article of each group of copies; undated articles come last. */
function originalsOf(stored: readonly StoredSummary[]): ReadonlyMap<number, StoredSummary> {
  const originals = new Map<number, StoredSummary>();
  const dateOf = ({ meta }: StoredSummary) => meta.publishedAt ?? '9999';
  for (const each of stored) {
    const known = each.copies === undefined ? undefined : originals.get(each.copies);
    if (each.copies !== undefined && (!known || dateOf(each) < dateOf(known))) originals.set(each.copies, each);
  }
  return originals;
}

function summaryOf(stored: StoredSummary, originals: ReadonlyMap<number, StoredSummary>): SourceSummary {
  const { passages, meta, copies } = stored;
  const original = copies === undefined ? undefined : originals.get(copies);
  const copyOf = original && original !== stored ? { id: original.id, title: original.title } : undefined;
  return { ...cited(stored), passages, collection: meta.collection ?? '', ...(copyOf && { copyOf }) };
}

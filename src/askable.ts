import { answerTyped } from './answer/ask.js';
import { locate } from './answer/locate/locate.js';
import { verifyFound } from './answer/locate/verify.js';
import { parseQuestion, scopeOf } from './answer/question.js';
import { cited } from './answer/quotes.js';
import type { Models } from './answer/ranking.js';
import { verify } from './answer/verify.js';
import type { Article } from './article/types.js';
import type { Library } from './library/library.js';
import type { StoredSummary } from './search/ports.js';
import { rankSources } from './sources.js';
import { inStage, startStage } from './stages.js';
import type { InTurn } from './turns.js';
import type { Askable, SourceSummary } from './verbatim.js';

/** What answering needs beside the articles. */
export interface Answering extends Models {
  readonly inTurn: InTurn;
}

/** The library's articles, or those of some collections, as they can be asked and listed. */
export function askable(library: Library, parts: Answering, collections?: ReadonlySet<string>): Askable {
  const isAmong = ({ meta }: Pick<Article, 'meta'>) => !collections || collections.has(meta.collection ?? '');
  let listed: { generation: string; sources: readonly SourceSummary[] } | undefined;

  function sources(): readonly SourceSummary[] {
    const generation = library.latest;
    if (!generation) return [];
    if (listed?.generation !== generation.id) {
      listed = { generation: generation.id, sources: generation.store.summaries().filter(isAmong).map(summaryOf) };
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
      const { asked, answer } = await inStage('answer', () => parts.inTurn(work, options.signal));
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
      return verifyFound(await inStage('find', () => parts.inTurn(looked, signal)), source);
    },
    verified: (given) => inStage('verify', () => verify(given, source)),
    sources,
    source,
    findSources: (typed, limit) => rankSources(sources(), typed).slice(0, limit),
  };
}

function summaryOf(stored: StoredSummary): SourceSummary {
  return { ...cited(stored), passages: stored.passages, collection: stored.meta.collection ?? '' };
}

import { askable } from '../../../src/app/askable.js';
import type { Askable } from '../../../src/app/verbatim.js';
import type { Article } from '../../../src/article/model/article.js';
import { Library } from '../../../src/library/generations/library.js';
import { indexFingerprint } from '../../../src/library/generations/manifest.js';
import { AdmissionQueue } from '../../../src/runtime/admission-queue.js';
import { openEmbedder } from '../../../src/search/embedding/thread-embedder.js';
import { prepareModel } from '../../../src/search/model/prepare.js';
import type { Embedder } from '../../../src/search/ports.js';
import { QUESTION, type Workshop } from './workshop.js';

/** An answer that no complete index would give. */
class WrongAnswerError extends Error {}

/**
 * What processes that use a workshop's index would answer: one that has been running all the time, and ones that have just started.
 * They share the embedder, which does not depend on the folder.
 */
export class Serving {
  private readonly running: Library;
  private readonly queue = new AdmissionQueue({ atOnce: 1, longestWaitMs: 60_000, mostWaiting: 100 });

  private constructor(
    private readonly workshop: Workshop,
    private readonly embedder: Embedder,
  ) {
    this.running = this.library();
  }

  static async open(workshop: Workshop): Promise<Serving> {
    return new Serving(workshop, await openEmbedder(await prepareModel(workshop.config)));
  }

  /** The version used by a process that was already running. @throws WrongAnswerError, UserError */
  runningVersion(): Promise<number> {
    return this.versionIn(this.running);
  }

  /** The version used by a process that starts now. @throws WrongAnswerError, UserError */
  async freshVersion(): Promise<number> {
    const library = this.library();
    try {
      return await this.versionIn(library);
    } finally {
      library.close();
    }
  }

  /**
   * The result of a question if the files of a newly opened index are changed: an answer whose quotes are all in the articles, or a
   * UserError.
   * @throws WrongAnswerError, UserError
   */
  async answerAfter(change: () => Promise<void>): Promise<string> {
    const library = this.library();
    try {
      await library.current();
      await change();
      const served = this.askable(library);
      const answer = served.verified(await served.ask(QUESTION));
      const articles = [...this.workshop.expected.values()].flat();
      for (const { text, start, end, citation } of answer.quotes) {
        const isTrue = (article: Article) =>
          article.title === citation.article.title && article.text.slice(start, end) === text;
        if (!articles.some(isTrue)) throw new WrongAnswerError(`a quote is not in any article: ${text}`);
      }
      return JSON.stringify(answer.quotes.map(({ text }) => text));
    } finally {
      library.close();
    }
  }

  async close(): Promise<void> {
    this.running.close();
    await this.embedder.close();
  }

  private library(): Library {
    const fingerprint = indexFingerprint(this.embedder.fingerprint);
    return new Library(this.workshop.config.embeddingsDir, fingerprint, () => {});
  }

  private askable(library: Library): Askable {
    return askable(library, { embedder: this.embedder, admit: this.queue.admit });
  }

  private async versionIn(library: Library): Promise<number> {
    const served = this.askable(library);
    const answer = served.verified(await served.ask(QUESTION));
    const found = [...this.workshop.expected].find(([, articles]) => isWhole(served, articles));
    if (!found) throw new WrongAnswerError('the served articles do not belong to any version');
    const [version, articles] = found;
    const text = new Map(articles.map((article) => [article.id, article.text]));
    const untrue = answer.quotes.find(
      (quote) => text.get(quote.articleId)?.slice(quote.start, quote.end) !== quote.text,
    );
    if (untrue) throw new WrongAnswerError(`a quote is not in any article: ${untrue.text}`);
    if (!answer.quotes[0]?.text.includes(`${version} bridges`))
      throw new WrongAnswerError('the question has lost its answer');
    return version;
  }
}

function isWhole(served: Askable, articles: readonly Article[]): boolean {
  const sources = served.sources();
  return (
    sources.length === articles.length &&
    articles.every((article) => served.source(article.id)?.contentHash === article.contentHash)
  );
}

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

/** An index answered otherwise than any whole one would. */
class WrongAnswerError extends Error {}

/**
 * What processes that serve from a workshop's folder would answer: one that has been running all the time, and ones that
 * have just started. They share the embedder, which has nothing to do with what lies in the folder.
 */
export class Serving {
  private readonly standing: Library;
  private readonly queue = new AdmissionQueue({ atOnce: 1, longestWaitMs: 60_000, mostWaiting: 100 });

  private constructor(
    private readonly workshop: Workshop,
    private readonly embedder: Embedder,
  ) {
    this.standing = this.library();
  }

  static async open(workshop: Workshop): Promise<Serving> {
    return new Serving(workshop, await openEmbedder(await prepareModel(workshop.config)));
  }

  /** The version that a process answers from which was running before. @throws WrongAnswerError, UserError */
  standingVersion(): Promise<number> {
    return this.versionIn(this.standing);
  }

  /** The version that a process answers from which starts now. @throws WrongAnswerError, UserError */
  async freshVersion(): Promise<number> {
    const library = this.library();
    try {
      return await this.versionIn(library);
    } finally {
      library.close();
    }
  }

  /**
   * What a question comes to where something is done to the files of an index that was just opened: an answer whose quotes
   * all stand in the articles, or a UserError.
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
        if (!articles.some(isTrue)) throw new WrongAnswerError(`a quote stands in no article: ${text}`);
      }
      return JSON.stringify(answer.quotes.map(({ text }) => text));
    } finally {
      library.close();
    }
  }

  async close(): Promise<void> {
    this.standing.close();
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
    if (!found) throw new WrongAnswerError('the articles that are served are those of no version');
    const [version, articles] = found;
    const text = new Map(articles.map((article) => [article.id, article.text]));
    const untrue = answer.quotes.find(
      (quote) => text.get(quote.articleId)?.slice(quote.start, quote.end) !== quote.text,
    );
    if (untrue) throw new WrongAnswerError(`a quote stands in no article: ${untrue.text}`);
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

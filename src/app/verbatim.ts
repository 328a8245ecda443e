import type { Found } from '../answer/locate/found.js';
import type { Answer, CitedArticle } from '../answer/quoting/answer.js';
import type { Ranking } from '../answer/rank-sentences.js';
import type { Article } from '../article/model/article.js';
import type { ArticleFiles } from '../intake/ports.js';
import type {
  Generations,
  IndexMode,
  IndexProgress,
  IndexReport,
  IndexState,
  RollBackReport,
} from '../library/reports.js';
import type { Queue } from '../runtime/admission-queue.js';
import type { BusyError } from '../runtime/errors.js';
import type { Meaning } from '../search/text/alike.js';

/** An article as lists show it. */
export interface SourceSummary extends CitedArticle {
  readonly passages: number;
  /** The top-level folder that holds it; empty for articles in no folder. */
  readonly collection: string;
  /** The article that this is a copy of: the earliest that the viewer may see. */
  readonly copyOf?: Pick<CitedArticle, 'id' | 'title'>;
}

interface AskOptions {
  /** The previous question, from which a follow-up is completed (see answer/follow-up.ts). */
  readonly previous?: string;
  /** Only articles with these ids are quoted. */
  readonly articles?: readonly string[];
  /** The most quotes, 1 to 10; three by default. */
  readonly most?: number;
  /** Receives the question as it was searched for: pass it as `previous` next time. */
  readonly onAsked?: (asked: string) => void;
  readonly signal?: AbortSignal;
  /** Receives the ranking from which the quotes are chosen, with its features. */
  readonly onRanking?: (ranking: Ranking) => void;
}

/** Indexed articles that can be asked and listed. */
export interface Askable {
  /**
   * Answers from the current generation. Every quote has been checked against its article's text. The question may contain
   * `from:`, `before:` and `after:` filters and quoted phrases.
   * @throws QuestionError when the question is empty or too long, or a filter can't be applied; its message is for the asker.
   */
  ask(question: string, options?: AskOptions): Promise<Answer>;
  /** Checks a question in the same way as `ask`. @throws QuestionError */
  check(question: string): Promise<void>;
  /**
   * The answer with only those quotes that are still exact slices of the indexed article; call it right before showing. It becomes
   * `nothing` when no quote is left. `articleOf` reads the articles, by default with `source`; pass one that keeps the articles to
   * reuse them afterwards.
   */
  verified(answer: Answer, articleOf?: (id: string) => Article | undefined): Answer;
  /**
   * What the current generation's articles say about a text: where they contain it word for word or almost, otherwise the closest
   * quotes. Every quote has been checked against its article's text.
   * @throws QuestionError when the text has no words or too many; its message is for the asker.
   */
  find(text: string, signal?: AbortSignal): Promise<Found>;
  /** The indexed articles, by title. */
  sources(): readonly SourceSummary[];
  source(id: string): Article | undefined;
  /** Articles whose title, id or publisher matches what was typed so far, best first; from memory, for autocomplete. */
  findSources(typed: string, limit: number): readonly SourceSummary[];
}

/** Everything that the terminal and the bot use: the indexed articles, or some of their collections, and index runs. */
export interface Verbatim extends Askable {
  /** The questions that wait or are being answered; `busy` says why a new question would be refused now. */
  readonly queue: Queue & { readonly busy: BusyError | undefined };
  /** Refuses waiting and new questions with a LeavingError, so that the process can end; questions in progress are completed. */
  stopAdmitting(): void;
  /** The article files that are indexed. */
  readonly files: ArticleFiles;
  /** Only the articles of these collections (see `SourceSummary.collection`): no other is quoted, listed or found through it. */
  within(collections: ReadonlySet<string>): Askable;
  /** The meaning of a question, to compare it with others (see search/alike.ts). */
  meaning(question: string): Promise<Meaning>;
  /**
   * Builds a new generation in its own thread and makes it current; questions are answered meanwhile.
   * @throws AlreadyIndexingError when a run is in progress, in this process or another.
   */
  reindex(mode: IndexMode, onProgress?: (progress: IndexProgress) => void, signal?: AbortSignal): Promise<IndexReport>;
  /**
   * Which index serves, after switching to a new one if there is one, or why none does.
   * @throws IndexUnavailableError where even that can't be read.
   */
  index(): Promise<IndexState>;
  /** Names of the worker threads that do not answer within `timeout` milliseconds. */
  stuckThreads(timeout: number): Promise<readonly string[]>;
  /** Which index serves, and which one a roll-back would return to. */
  generations(): Promise<Generations>;
  /**
   * Returns to the previous index after checking it completely. Articles on disk are not changed, and another roll-back undoes this
   * one. With `expected`, only if the two generations are still those.
   * @throws AlreadyIndexingError, NothingBeforeError, RollBackRefusedError
   */
  rollBack(expected?: { readonly from: string; readonly to: string }): Promise<RollBackReport>;
  close(): Promise<void>;
}

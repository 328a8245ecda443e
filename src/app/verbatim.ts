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

/** An article as listings show it. */
export interface SourceSummary extends CitedArticle {
  readonly passages: number;
  /** The top-level folder it lies in; empty for those in none. */
  readonly collection: string;
  /** The article that this is a copy of, among those that may be seen: the earliest of them. */
  readonly copyOf?: Pick<CitedArticle, 'id' | 'title'>;
}

interface AskOptions {
  /** The question asked before this one, which a follow-up is completed from (see answer/follow-up.ts). */
  readonly previous?: string;
  /** Ids of the only articles that may be quoted. */
  readonly articles?: readonly string[];
  /** Quotes at the most, 1 to 10; three when left out. */
  readonly most?: number;
  /** Told of the question as it was searched with: what to give as `previous` next time. */
  readonly onAsked?: (asked: string) => void;
  readonly signal?: AbortSignal;
  /** Told of the ranking that the quotes are chosen from, with what went into it. */
  readonly onRanking?: (ranking: Ranking) => void;
}

/** Indexed articles that can be asked and listed. */
export interface Askable {
  /**
   * Answers from the current generation. Every quote was checked against its article's text. The question may hold
   * `from:`, `before:` and `after:` filters and quoted phrases.
   * @throws QuestionError when the question is empty or too long, or a filter can't be met; its message is for the asker.
   */
  ask(question: string, options?: AskOptions): Promise<Answer>;
  /** Checks a question as asking it would. @throws QuestionError */
  check(question: string): Promise<void>;
  /**
   * The answer with only those quotes that are still exact slices of the article as it is indexed at this moment;
   * call it right before showing. Becomes `nothing` when none is left. `articleOf` reads the articles, by default with `source`:
   * give one that keeps them to go on with them as they were read here.
   */
  verified(answer: Answer, articleOf?: (id: string) => Article | undefined): Answer;
  /**
   * What the current generation's articles say of a text: where they say it word for word or nearly so, else the quotes closest to
   * it. Every quote was checked against its article's text.
   * @throws QuestionError when the text has no words or too many; its message is for who gave it.
   */
  find(text: string, signal?: AbortSignal): Promise<Found>;
  /** The indexed articles, by title. */
  sources(): readonly SourceSummary[];
  source(id: string): Article | undefined;
  /** Articles whose title, id or publisher match what was typed so far, best first; from memory, for autocomplete. */
  findSources(typed: string, limit: number): readonly SourceSummary[];
}

/** All that the terminal and the bot use: the indexed articles, or some of their collections, and indexing them again. */
export interface Verbatim extends Askable {
  /** The questions that wait and are worked at; `busy` says why another had better not be asked now. */
  readonly queue: Queue & { readonly busy: BusyError | undefined };
  /** Turns away with a LeavingError what waits and what comes, so that the process can end; what was begun goes on. */
  takeNoMore(): void;
  /** The files that articles are indexed from. */
  readonly files: ArticleFiles;
  /** The articles of these collections alone (see `SourceSummary.collection`): no other is quoted, listed or found through it. */
  within(collections: ReadonlySet<string>): Askable;
  /** Where a question lies among others by its meaning (see search/alike.ts). */
  meaning(question: string): Promise<Meaning>;
  /**
   * Builds a new generation in a thread of its own and swaps it in; questions go on being answered meanwhile.
   * @throws AlreadyIndexingError when a run is under way, in this process or another.
   */
  reindex(mode: IndexMode, onProgress?: (progress: IndexProgress) => void, signal?: AbortSignal): Promise<IndexReport>;
  /**
   * Which index serves, a new one taken up if there is one, or why none does.
   * @throws IndexUnavailableError where not even that can be read.
   */
  index(): Promise<IndexState>;
  /** Names of the worker threads that do not answer within so many milliseconds. */
  stuckThreads(patience: number): Promise<readonly string[]>;
  /** Which index serves, and which a roll-back would let serve again. */
  generations(): Promise<Generations>;
  /**
   * Lets the index that served before serve again, after checking it whole; articles on disk are left alone, and another
   * roll-back undoes this one. With `expected`, only if those two are still the ones.
   * @throws AlreadyIndexingError, NothingBeforeError, RollBackRefusedError
   */
  rollBack(expected?: { readonly from: string; readonly to: string }): Promise<RollBackReport>;
  close(): Promise<void>;
}

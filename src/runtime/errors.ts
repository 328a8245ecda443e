import { registerErrors } from './error-codec.js';
import { withoutSecrets } from './secrets.js';

/**
 * A fault whose message is meant for the person who caused it or can mend it: what was wrong, where, what to do.
 * A token or password that stands in it, as where one was put into the wrong setting, is left out of the message.
 * Everything else that is thrown is a bug or a broken machine, and is shown only as a reference to the log.
 */
export class UserError extends Error {
  /** Names a fault that askers see, for whoever says it in their language; what belongs into the sentence is in `fields`. */
  readonly code: FaultCode | undefined = undefined;
  readonly fields: Fields = {};

  constructor(message: string, options?: ErrorOptions) {
    super(withoutSecrets(message), options);
    this.name = new.target.name;
  }
}

export type FaultCode =
  | 'questionTooLong'
  | 'questionWordless'
  | 'publisherUnknown'
  | 'publishersNone'
  | 'dateUnclear'
  | 'indexUnavailable'
  | 'alreadyIndexing'
  | 'busy'
  | 'leaving';

type Fields = Readonly<Record<string, string | number>>;

/** The question can't be asked as it stands. */
export class QuestionError extends UserError {
  constructor(
    message: string,
    override readonly code: FaultCode,
    override readonly fields: Fields = {},
  ) {
    super(message);
  }
}

/** One or more settings are wrong; the message has a sentence for each. */
export class ConfigError extends UserError {
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(
      `The settings need mending (.env, or the environment):\n${problems.map((problem) => `  - ${problem}`).join('\n')}`,
    );
    this.problems = problems.map((problem) => withoutSecrets(problem));
  }
}

/** Another index run is under way on the same embeddings folder. */
export class AlreadyIndexingError extends UserError {
  override readonly code = 'alreadyIndexing';
}

/** A roll-back was asked for where no other generation has served yet. */
export class NothingBeforeError extends UserError {}

/** A roll-back could not be made: the older index is damaged or doesn't fit, or is no longer the one that was asked for. */
export class RollBackRefusedError extends UserError {
  constructor(
    message: string,
    readonly why: 'unusable' | 'changed',
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** Too many questions wait to be answered soon enough. */
export class BusyError extends UserError {
  override readonly code = 'busy';
  override readonly fields: { readonly seconds: number };

  /** `seconds` from now on there should be room again. */
  constructor(seconds: number) {
    super(`Too many questions are waiting just now. Ask again in about ${seconds} seconds.`);
    this.fields = { seconds };
  }
}

/** The question's turn doesn't come any more, as the process is about to end. */
export class LeavingError extends UserError {
  override readonly code = 'leaving';

  constructor() {
    super('The program is about to end. Ask again once it has started anew.');
  }
}

/** There is no index to answer from, or it does not fit; the message says what to run. */
export class IndexUnavailableError extends UserError {
  override readonly code = 'indexUnavailable';
}

/** The embedding model could not be had from any of its sources, or its files are not what was pinned. */
export class ModelUnavailableError extends UserError {}

/** The operator's own thresholds are not used: they are damaged, or were fitted for other models. */
export class ThresholdsUnusedError extends UserError {}

/** The articles folder is missing, or nothing in it could be read as an article. */
export class NoArticlesError extends UserError {}

registerErrors(UserError, QuestionError, ConfigError, AlreadyIndexingError, NothingBeforeError, RollBackRefusedError);
registerErrors(BusyError, LeavingError, IndexUnavailableError, ModelUnavailableError, ThresholdsUnusedError);
registerErrors(NoArticlesError);

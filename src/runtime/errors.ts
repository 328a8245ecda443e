import { registerErrors } from './error-codec.js';
import { withoutSecrets } from './secrets.js';

/**
 * A fault whose message is for the person who caused it or can fix it: what is wrong, where, and what to do. Tokens and passwords are
 * removed from the message, for example one that was entered in the wrong setting.
 * Any other error is a bug or a broken machine, and is shown only as a reference to the log.
 */
export class UserError extends Error {
  /** Names a fault that askers see, so that it can be explained in their language; its values are in `fields`. */
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

/** The question can't be asked in this form. */
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
      `The settings need to be corrected (.env, or the environment):\n${problems.map((problem) => `  - ${problem}`).join('\n')}`,
    );
    this.problems = problems.map((problem) => withoutSecrets(problem));
  }
}

/** Another index run is in progress on the same embeddings folder. */
export class AlreadyIndexingError extends UserError {
  override readonly code = 'alreadyIndexing';
}

/** A roll-back was requested, but no other generation has been in use yet. */
export class NothingBeforeError extends UserError {}

/** A roll-back was refused: the previous index is damaged, does not fit, or is no longer the requested one. */
export class RollBackRefusedError extends UserError {
  constructor(
    message: string,
    readonly why: 'unusable' | 'changed',
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** Too many questions are waiting. */
export class BusyError extends UserError {
  override readonly code = 'busy';
  override readonly fields: { readonly seconds: number };

  /** There should be room again in `seconds`. */
  constructor(seconds: number) {
    super(`Too many questions are waiting right now. Ask again in about ${seconds} seconds.`);
    this.fields = { seconds };
  }
}

/** The question is no longer answered because the process is about to end. */
export class LeavingError extends UserError {
  override readonly code = 'leaving';

  constructor() {
    super('The program is about to end. Ask again once it has restarted.');
  }
}

/** There is no index to answer from, or it does not fit; the message says what to run. */
export class IndexUnavailableError extends UserError {
  override readonly code = 'indexUnavailable';
}

/** No source could provide the embedding model, or its files do not match their checksums. */
export class ModelUnavailableError extends UserError {}

/** The operator's thresholds are not used: they are damaged, or were fitted for other models. */
export class ThresholdsUnusedError extends UserError {}

/** The articles folder is missing, or nothing in it could be read as an article. */
export class NoArticlesError extends UserError {}

registerErrors(UserError, QuestionError, ConfigError, AlreadyIndexingError, NothingBeforeError, RollBackRefusedError);
registerErrors(BusyError, LeavingError, IndexUnavailableError, ModelUnavailableError, ThresholdsUnusedError);
registerErrors(NoArticlesError);

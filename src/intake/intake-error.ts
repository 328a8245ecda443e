import { registerErrors } from '../runtime/error-codec.js';

/** Why an article was not added or not removed. */
export type IntakeRefusal =
  | 'badLink'
  | 'forbiddenAddress'
  | 'notFromDiscord'
  | 'unreachable'
  | 'timedOut'
  | 'httpStatus'
  | 'tooManyRedirects'
  | 'tooLarge'
  | 'wrongType'
  | 'badName'
  | 'badCollection'
  | 'unreadable'
  | 'exists'
  | 'idTaken'
  | 'lastArticles'
  | 'fileGone'
  | 'notWritable';

/** An article can't be added or removed; the person who asked is told in their own language. */
export class IntakeError extends Error {
  constructor(
    readonly refusal: IntakeRefusal,
    readonly values: Readonly<Record<string, string | number>> = {},
    options?: ErrorOptions,
  ) {
    super(`${refusal} ${JSON.stringify(values)}`, options);
    this.name = 'IntakeError';
  }
}
registerErrors(IntakeError);

import { registerErrors } from '../runtime/error-codec.js';

/** Why something was not taken in, or not taken away. */
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

/** An article can't be taken in or away; whoever asked is to be told in their own language. */
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

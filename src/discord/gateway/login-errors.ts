import { UserError } from '../../runtime/errors.js';

/** Discord refused the login or ended the session for good. The message says what to do. */
export class LoginError extends UserError {}

/** Discord can't be reached or has an outage. */
export class UnreachableError extends LoginError {}

/** Discord accepted the connection but never became ready. A retry or a new process may help. */
export class StuckError extends LoginError {}

/** Discord refused the message content intent. */
export class ContentRefusedError extends LoginError {}

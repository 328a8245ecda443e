/** A file, or a part of one, holds nothing that could be read as an article; the message says why and what to do. */
export class UnreadableError extends Error {
  constructor(reason: string, options?: ErrorOptions) {
    super(reason, options);
    this.name = 'UnreadableError';
  }
}

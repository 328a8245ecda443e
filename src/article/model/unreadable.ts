/** A file, or a part of one, has nothing that can be read as an article. The message says why and what to do. */
export class UnreadableError extends Error {
  constructor(reason: string, options?: ErrorOptions) {
    super(reason, options);
    this.name = 'UnreadableError';
  }
}

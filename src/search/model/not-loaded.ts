import { ModelUnavailableError } from '../../runtime/errors.js';
import type { LocalModel } from './lock.js';

/** The error for a model whose files passed the check but can't be loaded; they may have changed since. */
export function modelNotLoaded({ root, name }: LocalModel, cause: unknown): ModelUnavailableError {
  const reason = (cause as Error).message.split('\n')[0];
  return new ModelUnavailableError(
    `The embedding model ${name} in ${root} can't be loaded: ${reason}. Run \`npm run model\` to check its files.`,
    { cause },
  );
}

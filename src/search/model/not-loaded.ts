import { ModelUnavailableError } from '../../runtime/errors.js';
import type { LocalModel } from './lock.js';

/** What to say of a model whose files were whole and could not be loaded all the same: they may have gone since. */
export function modelNotLoaded({ root, name }: LocalModel, cause: unknown): ModelUnavailableError {
  const reason = (cause as Error).message.split('\n')[0];
  return new ModelUnavailableError(
    `The embedding model ${name} in ${root} can't be loaded: ${reason}. Run \`npm run model\`, which checks and fetches it.`,
    { cause },
  );
}

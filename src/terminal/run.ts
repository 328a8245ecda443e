import { UserError } from '../runtime/errors.js';
import { withoutSecrets } from '../runtime/secrets.js';
import { printable } from './printable.js';

/**
 * Runs a command: a UserError prints its message on standard error and sets exit code 1, any other error prints its stack.
 * A reader that closes its pipe early (`… | head`) is not an error.
 */
export async function run(command: () => Promise<void>): Promise<void> {
  process.stdout.on('error', (cause: NodeJS.ErrnoException) => {
    if (cause.code !== 'EPIPE') throw cause;
    process.exit(0);
  });
  try {
    await command();
  } catch (cause) {
    const message = cause instanceof UserError ? cause.message : ((cause as Error).stack ?? String(cause));
    process.stderr.write(`${printable(withoutSecrets(message))}\n`);
    process.exitCode = 1;
  }
}

import type { Logger } from 'pino';

/** Logs unhandled rejections and uncaught exceptions. The latter end the process. */
export function logFaults(logger: Logger): void {
  process.on('unhandledRejection', (err) => logger.error({ err }, 'unhandled rejection'));
  process.on('uncaughtException', (err) => {
    logger.fatal({ err }, 'uncaught exception');
    process.exit(1);
  });
}

import { DiscordAPIError, HTTPError } from 'discord.js';
import { Recent } from '../../metrics/recent.js';

/** A failure, without anything that people wrote. */
export interface Failure {
  /** Milliseconds since 1970. */
  readonly at: number;
  /** The reference that the user was shown and the log contains. */
  readonly reference?: string;
  /** Class of the error, with Discord's or SQLite's code. */
  readonly kind: string;
}

const REMEMBERED = 20;

/** The last failures of this process. */
export const recentFailures = new Recent<Failure>(REMEMBERED);

/** Class and codes of an error, never its message, which may quote people. */
export function kindOf(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  const code = 'code' in error && /^[\w.-]{1,40}$/.test(String(error.code)) ? [String(error.code)] : [];
  const status = error instanceof DiscordAPIError || error instanceof HTTPError ? [`HTTP ${error.status}`] : [];
  return [error.constructor.name, ...code, ...status].join(' ');
}

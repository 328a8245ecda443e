import { DiscordAPIError, HTTPError } from 'discord.js';
import { Recent } from '../../metrics/recent.js';

/** Something that went wrong, without a word of what anybody wrote. */
export interface Failure {
  /** Milliseconds since 1970. */
  readonly at: number;
  /** The one that the user was told and that stands in the log. */
  readonly reference?: string;
  /** The kind of error, with Discord's or SQLite's code. */
  readonly kind: string;
}

const REMEMBERED = 20;

/** The last failures of this process. */
export const recentFailures = new Recent<Failure>(REMEMBERED);

/** What kind of error it is: its class and codes, never its message, which may quote people. */
export function kindOf(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  const code = 'code' in error && /^[\w.-]{1,40}$/.test(String(error.code)) ? [String(error.code)] : [];
  const status = error instanceof DiscordAPIError || error instanceof HTTPError ? [`HTTP ${error.status}`] : [];
  return [error.constructor.name, ...code, ...status].join(' ');
}

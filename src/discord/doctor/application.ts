import { DiscordAPIError } from 'discord.js';
import type { Config } from '../../config/config.js';
import { broken, type Finding, good, warning } from '../../doctor/finding.js';
import { grantsMessageContent, ownApplication } from '../gateway/application.js';

/** Id, time and signature in URL-safe base64, separated by dots. */
const TOKEN = /^[\w-]{18,}\.[\w-]{4,}\.[\w-]{20,}$/;

/** Checks the token and the application's configuration with Discord, without starting the bot. */
export async function checkApplication(discord: Config['discord'], watches: boolean): Promise<Finding[]> {
  const { token } = discord;
  if (!token) return [warning('token.none')];
  const shape = TOKEN.test(token) ? [] : [warning('token.shape')];
  try {
    const application = await ownApplication({ ...discord, token });
    const { name, interactions_endpoint_url: endpoint, bot_require_code_grant: codeGrant } = application;
    return [
      good('application.fine', { name }),
      watches && !grantsMessageContent(application)
        ? broken('intent.off')
        : good(watches ? 'intent.fine' : 'intent.unneeded'),
      ...(endpoint ? [broken('endpoint.set')] : []),
      ...(codeGrant ? [broken('codeGrant.set')] : []),
    ];
  } catch (error) {
    // For some malformed tokens, discord.js reports a missing token with its own error, so the shape is reported too.
    const isRefused = error instanceof DiscordAPIError && error.status === 401;
    return [
      ...shape,
      isRefused ? broken('token.refused') : warning('discord.unreachable', { reason: reasonOf(error) }),
    ];
  }
}

/** The cause without the address, which may contain a proxy's password. */
function reasonOf(error: unknown): string {
  if (error instanceof DiscordAPIError) return `HTTP ${error.status}`;
  const { cause, code, name } = error as { cause?: { code?: string }; code?: string; name?: string };
  return String(cause?.code ?? code ?? name ?? 'unknown');
}

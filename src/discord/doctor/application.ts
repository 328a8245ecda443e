import { DiscordAPIError } from 'discord.js';
import type { Config } from '../../config/config.js';
import { broken, type Finding, good, warning } from '../../doctor/finding.js';
import { grantsMessageContent, ownApplication } from '../gateway/application.js';

/** Three parts: the id, a time and a signature, each in letters that addresses may hold. */
const TOKEN = /^[\w-]{18,}\.[\w-]{4,}\.[\w-]{20,}$/;

/** What Discord says of the bot before it runs: whether it takes the token, and how the application is set up. */
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
    // discord.js takes some malformed tokens for no token at all, and says so with an error of its own.
    const isRefused = error instanceof DiscordAPIError && error.status === 401;
    return [
      ...shape,
      isRefused ? broken('token.refused') : warning('discord.unreachable', { reason: reasonOf(error) }),
    ];
  }
}

/** Without the address, which a proxy may have put a password into. */
function reasonOf(error: unknown): string {
  if (error instanceof DiscordAPIError) return `HTTP ${error.status}`;
  const { cause, code, name } = error as { cause?: { code?: string }; code?: string; name?: string };
  return String(cause?.code ?? code ?? name ?? 'unknown');
}

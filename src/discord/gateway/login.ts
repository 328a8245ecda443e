import { setTimeout as sleep } from 'node:timers/promises';
import {
  type Client,
  DiscordAPIError,
  DiscordjsError,
  DiscordjsErrorCodes,
  Events,
  GatewayCloseCodes,
} from 'discord.js';
import { UserError } from '../../runtime/errors.js';
import { leave } from './client.js';

/** Discord doesn't let the bot in, or not any more; the message says what to do. */
export class LoginError extends UserError {}

/** Discord can't be reached, or is out of order itself. */
export class UnreachableError extends LoginError {}

/** Discord let the bot in and then went silent: another try, or only another process, may help. */
export class StuckError extends LoginError {}

/** Discord doesn't grant the message content intent. */
export class ContentRefusedError extends LoginError {}

const REFUSALS: Readonly<Record<number, string>> = {
  [GatewayCloseCodes.AuthenticationFailed]:
    'Discord refuses the token: make a new one in the Developer Portal (your application, Bot, Reset Token) and put it into DISCORD_TOKEN.',
  [GatewayCloseCodes.DisallowedIntents]:
    'Discord refuses the message content intent, which watched channels need: switch "Message Content Intent" on in the Developer Portal (your application, Bot, Privileged Gateway Intents), or leave ASK_CHANNEL_IDS empty and watch no channel.',
  [GatewayCloseCodes.ShardingRequired]:
    'The bot is in more servers than one connection may serve (2,500): remove it from some of them.',
};

/** Resolves when the client is ready to work, within `patience` milliseconds. @throws LoginError with a sentence that says what to do. */
export async function login(client: Client, token: string, patience: number): Promise<Client<true>> {
  const ready = new Promise<Client<true>>((resolve) => client.once(Events.ClientReady, resolve));
  const refused = new Promise<never>((_, reject) => {
    client.once(Events.ShardDisconnect, ({ code }) => reject(refusal(code)));
  });
  const waited = new AbortController();
  const silent = sleep(patience, undefined, { signal: waited.signal }).then(() => {
    throw new StuckError(
      `Discord took the connection, and then said nothing for ${patience / 1_000} seconds. Start the bot again; https://discordstatus.com tells whether something is wrong there.`,
    );
  });
  try {
    return await Promise.race([refused, silent, client.login(token).then(() => ready)]);
  } catch (error) {
    await leave(client);
    throw error instanceof LoginError ? error : loginError(error);
  } finally {
    silent.catch(() => undefined);
    waited.abort();
  }
}

/** What a gateway close code after which no reconnect is tried means to whoever runs the bot. */
export function refusal(code: number, cause?: unknown): LoginError {
  const message =
    REFUSALS[code] ?? `Discord closed the connection for good (${GatewayCloseCodes[code] ?? 'code'} ${code}).`;
  const kind = code === GatewayCloseCodes.DisallowedIntents ? ContentRefusedError : LoginError;
  return new kind(message, { cause });
}

function loginError(error: unknown): LoginError {
  if (error instanceof DiscordjsError && error.code === DiscordjsErrorCodes.TokenInvalid) {
    return refusal(GatewayCloseCodes.AuthenticationFailed, error);
  }
  const what =
    error instanceof DiscordAPIError ? `answered ${error.status} (${error.message})` : 'could not be reached';
  const Kind = error instanceof DiscordAPIError ? LoginError : UnreachableError;
  return new Kind(`Discord ${what}: check the network, and DISCORD_API_URL if it is set, then start again.`, {
    cause: error,
  });
}

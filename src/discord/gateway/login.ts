import { setTimeout as sleep } from 'node:timers/promises';
import {
  type Client,
  DiscordAPIError,
  DiscordjsError,
  DiscordjsErrorCodes,
  Events,
  GatewayCloseCodes,
} from 'discord.js';
import { leave } from './client.js';
import { ContentRefusedError, LoginError, StuckError, UnreachableError } from './login-errors.js';

const REFUSALS: Readonly<Record<number, string>> = {
  [GatewayCloseCodes.AuthenticationFailed]:
    'Discord rejects the token: create a new one in the Developer Portal (your application, Bot, Reset Token) and put it into DISCORD_TOKEN.',
  [GatewayCloseCodes.DisallowedIntents]:
    'Discord refuses the message content intent, which watched channels need: switch on "Message Content Intent" in the Developer Portal (your application, Bot, Privileged Gateway Intents), or leave ASK_CHANNEL_IDS empty and watch no channel.',
  [GatewayCloseCodes.ShardingRequired]:
    'The bot is in more servers than one connection supports (2,500): remove it from some of them.',
};

/** Resolves when the client is ready, within `timeout` milliseconds. @throws LoginError whose message says what to do. */
export async function login(client: Client, token: string, timeout: number): Promise<Client<true>> {
  const ready = new Promise<Client<true>>((resolve) => client.once(Events.ClientReady, resolve));
  const refused = new Promise<never>((_, reject) => {
    client.once(Events.ShardDisconnect, ({ code }) => reject(refusal(code)));
  });
  const waited = new AbortController();
  const silent = sleep(timeout, undefined, { signal: waited.signal }).then(() => {
    throw new StuckError(
      `Discord accepted the connection but sent nothing for ${timeout / 1_000} seconds. Start the bot again; https://discordstatus.com shows whether Discord has an outage.`,
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

/** The error for a gateway close code after which no reconnect is possible. */
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

import {
  type Client,
  DiscordAPIError,
  DiscordjsError,
  DiscordjsErrorCodes,
  Events,
  GatewayCloseCodes,
} from 'discord.js';
import { UserError } from '../errors.js';

/** Discord doesn't let the bot in, or not any more; the message says what to do. */
export class LoginError extends UserError {}

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

/** Resolves when the client is ready to work. @throws LoginError with a sentence that says what to do. */
export async function login(client: Client, token: string): Promise<Client<true>> {
  const ready = new Promise<Client<true>>((resolve) => client.once(Events.ClientReady, resolve));
  const refused = new Promise<never>((_, reject) => {
    client.once(Events.ShardDisconnect, ({ code }) => reject(refusal(code)));
  });
  try {
    return await Promise.race([refused, client.login(token).then(() => ready)]);
  } catch (error) {
    await client.destroy();
    throw error instanceof LoginError ? error : loginError(error);
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
  return new LoginError(`Discord ${what}: check the network, and DISCORD_API_URL if it is set, then start again.`, {
    cause: error,
  });
}

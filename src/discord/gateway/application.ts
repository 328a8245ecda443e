import { type APIApplication, ApplicationFlags, REST, Routes } from 'discord.js';
import type { Config } from '../../config/config.js';

const REQUEST_TIMEOUT_MS = 10_000;

/** Fetches the bot's own application from Discord. @throws the error of a failed request */
export async function ownApplication({
  token,
  apiUrl,
}: Config['discord'] & { token: string }): Promise<APIApplication> {
  const rest = new REST({ version: '10', timeout: REQUEST_TIMEOUT_MS, retries: 1, ...(apiUrl && { api: apiUrl }) });
  return (await rest.setToken(token).get(Routes.currentApplication())) as APIApplication;
}

/** Whether the message content intent is switched on for the application. */
export function grantsMessageContent({ flags = 0 }: { readonly flags?: number }): boolean {
  return (flags & (ApplicationFlags.GatewayMessageContent | ApplicationFlags.GatewayMessageContentLimited)) !== 0;
}

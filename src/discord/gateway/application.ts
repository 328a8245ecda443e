import { type APIApplication, ApplicationFlags, REST, Routes } from 'discord.js';
import type { Config } from '../../config/config.js';

/** Milliseconds to wait for Discord before doing without its answer. */
const PATIENCE = 10_000;

/** The bot's own application, as Discord describes it. @throws what the request fails with */
export async function ownApplication({
  token,
  apiUrl,
}: Config['discord'] & { token: string }): Promise<APIApplication> {
  const rest = new REST({ version: '10', timeout: PATIENCE, retries: 1, ...(apiUrl && { api: apiUrl }) });
  return (await rest.setToken(token).get(Routes.currentApplication())) as APIApplication;
}

/** Whether the message content intent is switched on for the application. */
export function grantsMessageContent({ flags = 0 }: { readonly flags?: number }): boolean {
  return (flags & (ApplicationFlags.GatewayMessageContent | ApplicationFlags.GatewayMessageContentLimited)) !== 0;
}

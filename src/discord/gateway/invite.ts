import { PermissionFlagsBits, PermissionsBitField } from 'discord.js';

/**
 * Permissions for answering messages: see the channel, answer there and in threads, and reply to the question. Commands need
 * none of them.
 */
const NEEDED = [
  PermissionFlagsBits.ViewChannel,
  PermissionFlagsBits.SendMessages,
  PermissionFlagsBits.SendMessagesInThreads,
  PermissionFlagsBits.ReadMessageHistory,
];

/** The permissions to request. Creating threads is included only if answers go into threads. */
export function neededPermissions({ threads }: { readonly threads: boolean }): PermissionsBitField {
  return new PermissionsBitField([...NEEDED, ...(threads ? [PermissionFlagsBits.CreatePublicThreads] : [])]);
}

interface InviteLinks {
  /** Adds the bot to a server. */
  readonly server: string;
  /** Adds its commands to a user's account. */
  readonly user: string;
}

/** Invite links that request only the permissions that the bot uses. */
export function inviteLinks(applicationId: string, options: { readonly threads: boolean }): InviteLinks {
  const link = (values: Readonly<Record<string, string>>) =>
    `https://discord.com/oauth2/authorize?${new URLSearchParams({ client_id: applicationId, ...values })}`;
  const permissions = neededPermissions(options).bitfield.toString();
  return {
    server: link({ integration_type: '0', scope: 'bot applications.commands', permissions }),
    user: link({ integration_type: '1', scope: 'applications.commands' }),
  };
}

/** The application id at the start of a bot token; undefined if there is none. */
export function idInToken(token: string): string | undefined {
  const id = Buffer.from(token.split('.', 1)[0] ?? '', 'base64').toString('latin1');
  return /^\d{15,20}$/.test(id) ? id : undefined;
}

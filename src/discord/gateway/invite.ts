import { PermissionFlagsBits, PermissionsBitField } from 'discord.js';

/**
 * What the bot cannot do without: see where it is asked, answer there and in threads, and point its reply at the question.
 * Commands alone need none of these.
 */
const NEEDED = [
  PermissionFlagsBits.ViewChannel,
  PermissionFlagsBits.SendMessages,
  PermissionFlagsBits.SendMessagesInThreads,
  PermissionFlagsBits.ReadMessageHistory,
];

/** The permissions to ask for; making threads only where answers go into threads of their own. */
export function neededPermissions({ threads }: { readonly threads: boolean }): PermissionsBitField {
  return new PermissionsBitField([...NEEDED, ...(threads ? [PermissionFlagsBits.CreatePublicThreads] : [])]);
}

interface InviteLinks {
  /** Adds the bot to a server. */
  readonly server: string;
  /** Adds its commands to one's own account. */
  readonly user: string;
}

/** Links that ask for no more than the bot uses. */
export function inviteLinks(applicationId: string, options: { readonly threads: boolean }): InviteLinks {
  const link = (values: Readonly<Record<string, string>>) =>
    `https://discord.com/oauth2/authorize?${new URLSearchParams({ client_id: applicationId, ...values })}`;
  const permissions = neededPermissions(options).bitfield.toString();
  return {
    server: link({ integration_type: '0', scope: 'bot applications.commands', permissions }),
    user: link({ integration_type: '1', scope: 'applications.commands' }),
  };
}

/** The id that a token begins with; undefined where it doesn't, so that it is no bot's. */
export function idInToken(token: string): string | undefined {
  const id = Buffer.from(token.split('.', 1)[0] ?? '', 'base64').toString('latin1');
  return /^\d{15,20}$/.test(id) ? id : undefined;
}

import { type BaseInteraction, type Message, PermissionFlagsBits } from 'discord.js';
import { type Language, languageFor } from '../../i18n/words.js';

/** Who uses the bot, and in which server. */
export interface Viewer {
  /** Discord's id of the user. */
  readonly id: string;
  /** Absent in direct messages and private channels. */
  readonly guild: string | undefined;
  /** Ids of the user's roles in the server. */
  readonly roles: readonly string[];
  /** Whether the user has Manage Server. */
  readonly managesServer: boolean;
  readonly language: Language;
}

export function viewerOf(interaction: BaseInteraction): Viewer {
  const { member, user, guildId, locale } = interaction;
  return {
    id: user.id,
    guild: guildId ?? undefined,
    roles: !member ? [] : Array.isArray(member.roles) ? member.roles : [...member.roles.cache.keys()],
    managesServer: interaction.inGuild() && interaction.memberPermissions.has(PermissionFlagsBits.ManageGuild),
    language: languageFor(locale),
  };
}

/** The author of a message. Messages don't carry the user's language, so the server's is used. */
export function authorOf({ author, member, guild, guildId }: Message): Viewer {
  return {
    id: author.id,
    guild: guildId ?? undefined,
    roles: [...(member?.roles.cache.keys() ?? [])],
    managesServer: member?.permissions.has(PermissionFlagsBits.ManageGuild) ?? false,
    language: languageFor(guild?.preferredLocale),
  };
}

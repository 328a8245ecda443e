import { randomBytes } from 'node:crypto';
import {
  ApplicationCommandType,
  type ChatInputCommandInteraction,
  type MessageComponentInteraction,
  MessageFlags,
} from 'discord.js';
import type { Finding } from '../../doctor/finding.js';
import { named } from '../../i18n/words.js';
import type { Card } from '../components/card.js';
import type { Command } from '../dispatch/command.js';
import { RefusedError } from '../dispatch/failures.js';
import { recentFailures } from '../dispatch/recent-failures.js';
import type { Visit } from '../dispatch/request-context.js';
import { channelStates } from '../doctor/channels.js';
import { pagesOf, renderCheckUp } from '../doctor/check-up-card.js';
import { checkBot } from '../doctor/checks.js';
import { IN_SERVERS } from './contexts.js';

/** Check-ups whose pages can be turned without checking again; an ephemeral message can be edited for 15 minutes. */
const MOST_REMEMBERED = 50;

interface Remembered {
  readonly userId: string;
  readonly guild: string;
  readonly pages: readonly string[];
}
const remembered = new Map<string, Remembered>();

/** Looks at all that the bot needs, and says how to mend what is wrong. */
export const doctor: Command = {
  id: 'doctor',
  forAdmins: true,
  definition: { type: ApplicationCommandType.ChatInput, ...named('doctor'), ...IN_SERVERS },

  async run(interaction, visit) {
    await interaction.deferReply({ flags: MessageFlags.Ephemeral });
    await interaction.editReply(await checkUp(interaction, visit));
  },

  async component(interaction, visit) {
    await interaction.deferUpdate();
    const [, action, id = '', wanted = ''] = interaction.customId.split(':');
    const known = action === 'page' ? remembered.get(id) : undefined;
    const isTheirs = known?.userId === interaction.user.id && known.guild === visit.guild && visit.mayAdminister;
    if (!known || !isTheirs) {
      await interaction.editReply(await checkUp(interaction, visit));
      return;
    }
    const page = Math.min(Number(/^\d{1,4}$/.exec(wanted)?.[0] ?? 0), known.pages.length - 1);
    await interaction.editReply(renderCheckUp(known.pages, page, id, visit.t));
  },
};

async function checkUp(
  { guild, client, user }: ChatInputCommandInteraction | MessageComponentInteraction,
  visit: Visit,
): Promise<Card> {
  if (!visit.mayAdminister || !guild) throw new RefusedError('common:onlyAdmins');
  const { settings, t, meters } = visit;
  const findings = [...checkBot(client, guild, visit), ...withoutOthersArticles(await visit.inspect(), visit)];
  const pages = pagesOf(
    {
      findings,
      channels: channelStates(guild, settings),
      failures: recentFailures.all(),
      answers: meters.lastAnswers.summary,
      botId: client.user.id,
    },
    t,
  );
  const id = randomBytes(6).toString('hex');
  remembered.set(id, { userId: user.id, guild: guild.id, pages });
  for (const oldest of [...remembered.keys()].slice(0, -MOST_REMEMBERED)) remembered.delete(oldest);
  return renderCheckUp(pages, 0, id, t);
}

/** Files in collections that this person may not see are not named. */
function withoutOthersArticles(findings: readonly Finding[], { own, verbatim }: Visit): Finding[] {
  if (own === verbatim) return [...findings];
  const seen = new Set(own.sources().map(({ collection }) => collection));
  return findings.filter(({ collection }) => collection === undefined || seen.has(collection));
}

import { randomBytes } from 'node:crypto';
import {
  ApplicationCommandType,
  type ChatInputCommandInteraction,
  type MessageComponentInteraction,
  MessageFlags,
} from 'discord.js';
import type { Askable } from '../../app/verbatim.js';
import type { Finding } from '../../doctor/finding.js';
import { named } from '../../i18n/words.js';
import { BoundedMap } from '../../runtime/bounded-map.js';
import type { Card } from '../components/card.js';
import type { Access } from '../dispatch/access.js';
import type { Command } from '../dispatch/command.js';
import { RefusedError } from '../dispatch/failures.js';
import { recentFailures } from '../dispatch/recent-failures.js';
import type { RequestContext } from '../dispatch/request-context.js';
import { channelStates } from '../doctor/channels.js';
import { pagesOf, renderCheckUp } from '../doctor/check-up-card.js';
import { checkBot } from '../doctor/checks.js';
import { IN_SERVERS } from './contexts.js';

/** Check-ups kept for showing further pages without checking again. An ephemeral message can be edited for 15 minutes. */
const MOST_REMEMBERED = 50;

interface Remembered {
  readonly userId: string;
  readonly guild: string;
  readonly pages: readonly string[];
}
const remembered = new BoundedMap<Remembered>(MOST_REMEMBERED);

/** Checks everything the bot needs and says how to fix problems. */
export const doctor: Command = {
  id: 'doctor',
  forAdmins: true,
  definition: { type: ApplicationCommandType.ChatInput, ...named('doctor'), ...IN_SERVERS },

  async run(interaction, context) {
    await interaction.deferReply({ flags: MessageFlags.Ephemeral });
    await interaction.editReply(await checkUp(interaction, context));
  },

  async component(interaction, context) {
    await interaction.deferUpdate();
    const { viewer, access, words } = context;
    const [, action, id = '', wanted = ''] = interaction.customId.split(':');
    const known = action === 'page' ? remembered.get(id) : undefined;
    const isTheirs = known?.userId === viewer.id && known.guild === viewer.guild && access.mayAdminister;
    if (!known || !isTheirs) {
      await interaction.editReply(await checkUp(interaction, context));
      return;
    }
    const page = Math.min(Number(/^\d{1,4}$/.exec(wanted)?.[0] ?? 0), known.pages.length - 1);
    await interaction.editReply(renderCheckUp(known.pages, page, id, words));
  },
};

async function checkUp(
  { guild, client }: ChatInputCommandInteraction | MessageComponentInteraction,
  { app, viewer, access, words }: RequestContext,
): Promise<Card> {
  if (!access.mayAdminister || !guild) throw new RefusedError('common:onlyAdmins');
  const ofBot = checkBot(client, guild, app, access);
  const findings = [...ofBot, ...visibleOf(await app.inspect(), access, app.verbatim)];
  const pages = pagesOf(
    {
      findings,
      channels: channelStates(guild, access.settings),
      failures: recentFailures.all(),
      answers: app.meters.lastAnswers.summary,
      botId: client.user.id,
    },
    words,
  );
  const id = randomBytes(6).toString('hex');
  remembered.set(id, { userId: viewer.id, guild: guild.id, pages });
  return renderCheckUp(pages, 0, id, words);
}

/** Omits findings about collections that this person may not see. */
function visibleOf(findings: readonly Finding[], { own }: Access, all: Askable): readonly Finding[] {
  if (own === all) return findings;
  const seen = new Set(own.sources().map(({ collection }) => collection));
  return findings.filter(({ collection }) => collection === undefined || seen.has(collection));
}

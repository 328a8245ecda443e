import { MessageFlags } from 'discord.js';
import { LONGEST_REASON } from '../../../state/feedback.js';
import { notice } from '../../components/notice.js';
import type { Visit } from '../../dispatch/request-context.js';
import type { FromMessage, Press } from './press.js';

/** Takes a vote, for good or, with what was written into the form, for bad. */
export async function vote(
  interaction: FromMessage,
  visit: Visit,
  { id, action }: Press,
  reason?: string,
): Promise<void> {
  const { t, state, guild = '' } = visit;
  const words = reason?.slice(0, LONGEST_REASON);
  const good = action === 'good';
  const changed = state.feedback.vote({
    answer: id,
    guild,
    voter: interaction.user.id,
    good,
    ...(words && { reason: words }),
  });
  const thanks = words ? 'answer:thanksReason' : changed ? 'answer:thanksChanged' : 'answer:thanks';
  const { flags, components } = notice(t(thanks));
  await interaction.reply({ flags: flags | MessageFlags.Ephemeral, components });
}

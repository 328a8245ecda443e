import { MessageFlags } from 'discord.js';
import { LONGEST_REASON } from '../../../state/feedback.js';
import { notice } from '../../components/notice.js';
import type { RequestContext } from '../../dispatch/request-context.js';
import type { FromMessage, Press } from './press.js';

/** Records a vote: good, or bad with the reason from the form. */
export async function vote(
  interaction: FromMessage,
  { app: { state }, viewer, words }: RequestContext,
  { id, action }: Press,
  reason?: string,
): Promise<void> {
  const written = reason?.slice(0, LONGEST_REASON);
  const good = action === 'good';
  const changed = state.feedback.vote({
    answer: id,
    guild: viewer.guild ?? '',
    voter: viewer.id,
    good,
    ...(written && { reason: written }),
  });
  const thanks = written ? 'answer:thanksReason' : changed ? 'answer:thanksChanged' : 'answer:thanks';
  const { flags, components } = notice(words(thanks));
  await interaction.reply({ flags: flags | MessageFlags.Ephemeral, components });
}

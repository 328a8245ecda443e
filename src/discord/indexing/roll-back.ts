import { type MessageComponentInteraction, MessageFlags } from 'discord.js';
import { AlreadyIndexingError, NothingBeforeError, RollBackRefusedError } from '../../runtime/errors.js';
import { RefusedError } from '../dispatch/failures.js';
import type { RequestContext } from '../dispatch/request-context.js';
import { backId } from './follow-run.js';
import { renderRollBackQuestion, renderRolledBack } from './index-run-card.js';
import { indexView } from './index-view.js';

/** Asks whether to roll back, if the two generations are still the current and the previous one. */
export async function askToRollBack(
  interaction: MessageComponentInteraction,
  { app, access, words }: RequestContext,
  [from = '', to = '']: readonly string[],
): Promise<void> {
  await interaction.deferReply({ flags: MessageFlags.Ephemeral });
  if (!access.mayAdminister) throw new RefusedError('common:onlyAdmins');
  const { current, before } = await app.verbatim.generations();
  if (!before) throw new RefusedError('index:nothingBefore');
  if (current?.id !== from || before.id !== to) throw new RefusedError('index:movedOn');
  const ids = { yes: `reindex:yes:${from}:${to}`, no: 'reindex:no' };
  await interaction.editReply(renderRollBackQuestion(words, before, ids));
}

/** Rolls back, if the two generations are still the current and the previous one, and shows the changes. */
export async function rollBack(
  interaction: MessageComponentInteraction,
  context: RequestContext,
  [from = '', to = '']: readonly string[],
): Promise<void> {
  await interaction.deferUpdate();
  const { app, viewer, access, words } = context;
  const { verbatim, state, logger } = app;
  if (!access.mayAdminister) throw new RefusedError('common:onlyAdmins');
  const sources = verbatim.sources();
  const report = await verbatim.rollBack({ from, to }).catch((cause) => {
    logger.warn({ err: cause }, 'not rolled back');
    throw refusal(cause);
  });
  logger.info({ generation: report.id, from: report.from }, 'rolled back');
  state.audit.add(viewer.guild, viewer.id, 'index.roll-back', `${from} to ${to}`);
  const undo = report.from && backId(report.id, report.from);
  const { card, file } = renderRolledBack(words, report, indexView(report, sources, context), undo);
  await interaction.editReply({ ...card, files: file ? [file] : [] });
}

function refusal(cause: unknown): unknown {
  if (cause instanceof NothingBeforeError) return new RefusedError('index:nothingBefore');
  if (cause instanceof AlreadyIndexingError) return new RefusedError('index:busy');
  if (!(cause instanceof RollBackRefusedError)) return cause;
  return new RefusedError(cause.why === 'changed' ? 'index:movedOn' : 'index:beforeUnusable');
}

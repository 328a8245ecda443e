import type { ChatInputCommandInteraction, MessageComponentInteraction } from 'discord.js';
import type { Logger } from 'pino';
import type { IndexRun, RunEnd } from '../../app/index-runs.js';
import type { Words } from '../../i18n/words.js';
import { AlreadyIndexingError, NoArticlesError } from '../../runtime/errors.js';
import { type Card, COLOURS, card } from '../components/card.js';
import { notice } from '../components/notice.js';
import { failureCard } from '../dispatch/failures.js';
import type { RequestContext } from '../dispatch/request-context.js';
import { type Offer, withButtons } from './index-changes-card.js';
import { renderIndexProgress, renderIndexReport } from './index-run-card.js';
import { indexView } from './index-view.js';
import { type Ending, LiveReply } from './live-reply.js';

/** The custom_ids of the buttons under an index run, which `/reindex` handles. */
const cancelId = (run: IndexRun) => `reindex:cancel:${run.id}`;
export const backId = (from: string, to: string) => `reindex:back:${from}:${to}`;

/** The reason for an index run, and buttons for its report. */
interface RunFor {
  readonly head?: string;
  readonly buttons?: readonly Offer[];
}

/** Shows the progress of an index run in a deferred reply, and then its report. */
export async function followRun(
  interaction: ChatInputCommandInteraction | MessageComponentInteraction,
  context: RequestContext,
  run: IndexRun,
  { head = '', buttons = [] }: RunFor = {},
): Promise<void> {
  const { app, words } = context;
  const reply = new LiveReply(interaction, app.logger);
  const show = () => reply.show(renderIndexProgress(words, run.progress, { cancelId: cancelId(run), head }));
  show();
  const stop = run.watch(show);
  const end = await run.end.finally(stop);
  await reply.end({ ...(await endingOf(end, context, { head, buttons })), open: notice(words('index:endedOpenly')) });
}

async function endingOf(
  end: RunEnd,
  context: RequestContext,
  { head, buttons }: Required<RunFor>,
): Promise<Omit<Ending, 'open'>> {
  const { app, words } = context;
  if (end.kind === 'done') {
    const { report, before } = end;
    const view = indexView(report, before, context);
    const generations = await app.verbatim.generations();
    const hasBefore = generations.current?.id === report.generation && generations.before !== undefined;
    const back = hasBefore ? backId(report.generation, generations.before.id) : undefined;
    const allButtons = [...buttons, ...(back ? [{ label: words('index:rollBack'), id: back }] : [])];
    const { card: shown, file } = renderIndexReport(words, report, view, { head, buttons: allButtons });
    const { card: direct } = renderIndexReport(words, report, view, { head });
    return { card: shown, direct, ...(file && { files: [file] }) };
  }
  const message = cardOf(end, words, app.logger, head);
  return { card: withButtons(message, buttons), direct: message };
}

function cardOf(end: Exclude<RunEnd, { kind: 'done' }>, words: Words, logger: Logger, head: string): Card {
  const say = (text: string) => notice([head, text].filter(Boolean).join('\n'));
  if (end.kind === 'leaving') return say(words('index:left'));
  if (end.kind === 'cancelled') return say(words(end.isTooLate ? 'index:cancelledTooLate' : 'index:cancelled'));
  if (end.error instanceof AlreadyIndexingError) return say(words('index:elsewhere'));
  if (end.error instanceof NoArticlesError) return say(words('index:noArticles'));
  return failureCard(end.error, words, logger) ?? card(COLOURS.failed, [words('index:ended')]);
}

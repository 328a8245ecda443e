import type { ChatInputCommandInteraction, MessageComponentInteraction } from 'discord.js';
import type { IndexRun, RunEnd } from '../../app/index-runs.js';
import { AlreadyIndexingError, NoArticlesError } from '../../runtime/errors.js';
import { type Card, COLOURS, card } from '../components/card.js';
import { notice } from '../components/notice.js';
import { failureCard } from '../dispatch/failures.js';
import type { Visit } from '../dispatch/request-context.js';
import { type Offer, withButtons } from './index-changes-card.js';
import { renderIndexProgress, renderIndexReport } from './index-run-card.js';
import { indexView } from './index-view.js';
import { type Ending, LiveReply } from './live-reply.js';

/** The custom_ids of the buttons under an index run; `/reindex` answers them. */
const cancelId = (run: IndexRun) => `reindex:cancel:${run.id}`;
export const backId = (from: string, to: string) => `reindex:back:${from}:${to}`;

/** What an index run is for, and buttons that go under its end. */
interface RunFor {
  readonly head?: string;
  readonly buttons?: readonly Offer[];
}

/** Shows in a deferred reply how far an index run is, and then what came of it. */
export async function followRun(
  interaction: ChatInputCommandInteraction | MessageComponentInteraction,
  visit: Visit,
  run: IndexRun,
  { head = '', buttons = [] }: RunFor = {},
): Promise<void> {
  const { t, logger } = visit;
  const reply = new LiveReply(interaction, logger);
  const show = () => reply.show(renderIndexProgress(t, run.progress, { cancelId: cancelId(run), head }));
  show();
  const stop = run.watch(show);
  const end = await run.end.finally(stop);
  await reply.end({ ...(await endingOf(end, visit, { head, buttons })), open: notice(t('index:endedOpenly')) });
}

async function endingOf(end: RunEnd, visit: Visit, { head, buttons }: Required<RunFor>): Promise<Omit<Ending, 'open'>> {
  if (end.kind === 'done') {
    const { report, before } = end;
    const view = indexView(report, before, visit);
    const generations = await visit.verbatim.generations();
    const hasBefore = generations.current?.id === report.generation && generations.before !== undefined;
    const back = hasBefore ? backId(report.generation, generations.before.id) : undefined;
    const under = [...buttons, ...(back ? [{ label: visit.t('index:rollBack'), id: back }] : [])];
    const { card: shown, file } = renderIndexReport(visit.t, report, view, { head, buttons: under });
    const { card: direct } = renderIndexReport(visit.t, report, view, { head });
    return { card: shown, direct, ...(file && { files: [file] }) };
  }
  const said = cardOf(end, visit, head);
  return { card: withButtons(said, buttons), direct: said };
}

function cardOf(end: Exclude<RunEnd, { kind: 'done' }>, { t, logger }: Visit, head: string): Card {
  const say = (text: string) => notice([head, text].filter(Boolean).join('\n'));
  if (end.kind === 'leaving') return say(t('index:left'));
  if (end.kind === 'cancelled') return say(t(end.isTooLate ? 'index:cancelledTooLate' : 'index:cancelled'));
  if (end.error instanceof AlreadyIndexingError) return say(t('index:elsewhere'));
  if (end.error instanceof NoArticlesError) return say(t('index:noArticles'));
  return failureCard(end.error, t, logger) ?? card(COLOURS.failed, [t('index:ended')]);
}

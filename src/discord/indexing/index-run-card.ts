import { ButtonStyle } from 'discord.js';
import type { WordKey, Words } from '../../i18n/words.js';
import type { GenerationSummary, IndexProgress, IndexReport, IndexStage } from '../../library/reports.js';
import { button } from '../components/button.js';
import { type Card, COLOURS, card } from '../components/card.js';
import { clip } from '../components/clip.js';
import { type Offer, renderChanges, type ShownReport } from './index-changes-card.js';
import type { IndexView } from './index-view.js';

const STAGES = {
  model: 'index:stageModel',
  articles: 'index:stageArticles',
  embedding: 'index:stageEmbedding',
  index: 'index:stageIndex',
} as const satisfies Record<IndexStage, WordKey>;

const BAR_WIDTH = 20;
const MAX_HEAD = 350;

/** Progress of an index run. `progress` is absent before the first report; `head` is the reason for the run. */
export function renderIndexProgress(
  t: Words,
  progress?: IndexProgress,
  { cancelId, head = '' }: { readonly cancelId?: string; readonly head?: string } = {},
): Card {
  const lines = [`### ${t('index:reindexing')}`, ...(head ? [clip(head, MAX_HEAD).text] : [])];
  if (!progress) lines.push(t('index:starting'));
  else {
    const { stage, done, total } = progress;
    const share = total > 0 ? Math.min(done / total, 1) : 0;
    const filled = Math.round(share * BAR_WIDTH);
    lines.push(`${t(STAGES[stage])}…`);
    if (total > 0) lines.push(`${'▰'.repeat(filled)}${'▱'.repeat(BAR_WIDTH - filled)} ${Math.floor(share * 100)} %`);
  }
  return card(COLOURS.plain, [lines.join('\n')], cancelId ? [button(t('index:cancel'), cancelId)] : []);
}

/** The changes that an index run made. */
export function renderIndexReport(
  t: Words,
  { articles, passages, seconds, unchanged }: Pick<IndexReport, 'articles' | 'passages' | 'seconds' | 'unchanged'>,
  view: IndexView,
  { buttons = [], head = '' }: { readonly buttons?: readonly Offer[]; readonly head?: string } = {},
): ShownReport {
  const counts = [
    t('index:articles', { count: articles }),
    t('index:passages', { count: passages }),
    `${seconds.toFixed(1)} s`,
  ];
  const title = `### ${t('index:reindexed')}${head ? `\n${clip(head, MAX_HEAD).text}` : ''}\n${counts.join(', ')}`;
  return renderChanges(t, title, view, buttons, unchanged);
}

/** Asks whether to roll back to an earlier index. */
export function renderRollBackQuestion(
  t: Words,
  { builtAt, articles }: GenerationSummary,
  ids: { readonly yes: string; readonly no: string },
): Card {
  const text = t('index:rollBackAsk', { when: timeOf(builtAt), articles: t('index:articles', { count: articles }) });
  const yes = button(t('index:rollBackYes'), ids.yes, { style: ButtonStyle.Danger });
  return card(COLOURS.closest, [text], [yes, button(t('index:rollBackNo'), ids.no)]);
}

/** The changes that a roll-back made, and what follows. */
export function renderRolledBack(
  t: Words,
  { builtAt, articles }: GenerationSummary,
  view: IndexView,
  undoId: string | undefined,
): ShownReport {
  const shown = { when: timeOf(builtAt), articles: t('index:articles', { count: articles }) };
  const title = `### ${t('index:rolledBack')}\n${t('index:rolledBackTo', shown)}\n${t('index:diskDiffers')}`;
  return renderChanges(t, title, view, undoId ? [{ label: t('index:undo'), id: undoId }] : []);
}

/** A timestamp that Discord shows in each reader's locale and time zone. */
function timeOf(iso: string): string {
  return `<t:${Math.floor(Date.parse(iso) / 1_000)}:f>`;
}

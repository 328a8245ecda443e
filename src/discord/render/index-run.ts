import type { IndexProgress, IndexReport, IndexStage } from '../../library/types.js';
import { type Card, COLOURS, card } from './card.js';
import { clip } from './clip.js';

const STAGES = {
  model: 'Fetching the model',
  articles: 'Reading the articles',
  embedding: 'Embedding the passages',
  index: 'Building the index',
} as const satisfies Record<IndexStage, string>;

const BAR_WIDTH = 20;
const MAX_NAMES = 8;
const MAX_NAME = 80;
const MAX_PROBLEM = 150;

/** How far an index run is; `progress` is absent before the first report. */
export function renderIndexProgress(progress?: IndexProgress): Card {
  if (!progress) return card(COLOURS.plain, ['### Reindexing\nStarting…']);
  const { stage, done, total } = progress;
  const share = total > 0 ? Math.min(done / total, 1) : 0;
  const filled = Math.round(share * BAR_WIDTH);
  const bar = `${'▰'.repeat(filled)}${'▱'.repeat(BAR_WIDTH - filled)} ${Math.floor(share * 100)} %`;
  return card(COLOURS.plain, [`### Reindexing\n${STAGES[stage]}…${total > 0 ? `\n${bar}` : ''}`]);
}

/** What an index run changed. `nameOf` turns an article's id into what people call it. */
export function renderIndexReport(report: IndexReport, nameOf: (id: string) => string): Card {
  const { articles, passages, seconds, unchanged } = report;
  const head = `### Reindexed\n${articles} articles, ${passages} passages, ${seconds.toFixed(1)} s`;
  const changes = [
    list('Added', report.added.map(nameOf), MAX_NAME),
    list('Changed', report.changed.map(nameOf), MAX_NAME),
    list('Removed', report.removed.map(nameOf), MAX_NAME),
    ...(unchanged > 0 ? [`**Unchanged:** ${unchanged}`] : []),
  ].filter((part) => part !== '');
  const problems = list(
    'Could not be read',
    report.problems.map(({ where, reason }) => `${where}: ${reason}`),
    MAX_PROBLEM,
  );
  const sections = [head, changes.join('\n'), problems].filter((part) => part !== '');
  return card(problems ? COLOURS.closest : COLOURS.answered, sections);
}

function list(label: string, names: readonly string[], max: number): string {
  if (names.length === 0) return '';
  const shown = names.slice(0, MAX_NAMES).map((name) => `- ${clip(name, max).text}`);
  const more = names.length > MAX_NAMES ? [`- … and ${names.length - MAX_NAMES} more`] : [];
  return [`**${label}:** ${names.length}`, ...shown, ...more].join('\n');
}

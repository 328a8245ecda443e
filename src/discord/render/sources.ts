import { type APIButtonComponentWithCustomId, ButtonStyle, ComponentType } from 'discord.js';
import type { Article } from '../../article/types.js';
import type { SourceSummary } from '../../verbatim.js';
import { type Card, COLOURS, card } from './card.js';
import { linkedTitle, provenance } from './citation.js';
import { clip } from './clip.js';

const PAGE_SIZE = 10;
const MAX_TITLE = 120;
const MAX_OPENING = 600;

/** One page of the numbered list, 0-based; a page outside the list shows the nearest one. `pageId` makes a button's custom_id. */
export function renderSourceList(
  sources: readonly SourceSummary[],
  wantedPage: number,
  pageId: (page: number) => string,
): Card {
  if (sources.length === 0) return card(COLOURS.nothing, ['### No articles are indexed yet.']);
  const pages = Math.ceil(sources.length / PAGE_SIZE);
  const page = Math.min(Math.max(wantedPage, 0), pages - 1);
  const first = page * PAGE_SIZE;
  const lines = sources.slice(first, first + PAGE_SIZE).map((source, position) => {
    const title = clip(source.title.trim() || source.id, MAX_TITLE).text;
    return [`${first + position + 1}. ${title}`, ...provenance(source)].join(' · ');
  });
  const count = sources.length === 1 ? '1 article' : `${sources.length} articles`;
  const place = pages > 1 ? ` · page ${page + 1} of ${pages}` : '';
  const button = (label: string, target: number): APIButtonComponentWithCustomId => ({
    type: ComponentType.Button,
    style: ButtonStyle.Secondary,
    label,
    custom_id: pageId(target),
    disabled: target < 0 || target >= pages,
  });
  const buttons = pages > 1 ? [button('Previous', page - 1), button('Next', page + 1)] : [];
  return card(COLOURS.plain, [`### ${count}${place}`, lines.join('\n')], buttons);
}

/** What is known about an article, and how it begins. */
export function renderSource(source: SourceSummary, article: Article): Card {
  const opening = article.blocks.find(({ paragraph }) => paragraph > 0);
  const facts = [
    ...provenance(source),
    source.passages === 1 ? '1 passage' : `${source.passages} passages`,
    `language ${clip(source.language, 35).text}`,
    clip(source.id, 200).text,
  ];
  return card(COLOURS.plain, [
    `### ${linkedTitle(source)}\n-# ${facts.join(' · ')}`,
    ...(opening ? [`> ${clip(article.text.slice(opening.start, opening.end), MAX_OPENING).text}`] : []),
  ]);
}

import {
  type APIActionRowComponent,
  type APIComponentInMessageActionRow,
  type APIStringSelectComponent,
  ComponentType,
} from 'discord.js';
import type { SourceSummary } from '../../app/verbatim.js';
import type { WordKey, Words } from '../../i18n/words.js';
import { button } from '../components/button.js';
import { type Card, COLOURS, card } from '../components/card.js';
import { clip, clipName, clipPlain } from '../components/clip.js';
import { buttons, menu } from '../components/panel.js';
import { dayIn, provenance, type Speech } from './provenance.js';
import { choiceFor } from './source-choice.js';
import { type ListState, listId, SORTS } from './source-list.js';

const PAGE_SIZE = 10;
const MAX_TITLE = 120;
/** Discord's limit on a select option's label, description and value. */
const MAX_OPTION = 100;

const SORT_WORDS = {
  title: 'sources:sortTitle',
  newest: 'sources:sortNewest',
  publisher: 'sources:sortPublisher',
  quoted: 'sources:sortQuoted',
} as const satisfies Record<(typeof SORTS)[number], WordKey>;

/** One page of the numbered list. A page outside the list shows the nearest one. */
export function renderSourceList(sources: readonly SourceSummary[], state: ListState, { t, language }: Speech): Card {
  const { filter } = state;
  if (sources.length === 0) {
    const text = filter ? t('sources:noneLike', { filter: clip(filter, MAX_TITLE).text }) : t('sources:none');
    return card(COLOURS.nothing, [`### ${text}`]);
  }
  const pages = Math.ceil(sources.length / PAGE_SIZE);
  const page = Math.min(Math.max(state.page, 0), pages - 1);
  const first = page * PAGE_SIZE;
  const shown = sources.slice(first, first + PAGE_SIZE);
  const lines = shown.map((source, position) => {
    const title = clipName(source.title.trim() || source.id, MAX_TITLE);
    return [`${first + position + 1}. ${title}`, ...provenance(source, language)].join(' · ');
  });
  const head = [
    t('sources:articles', { count: sources.length }),
    ...(filter ? [t('sources:like', { filter: clip(filter, MAX_TITLE).text })] : []),
    ...(pages > 1 ? [t('sources:page', { page: page + 1, pages })] : []),
  ];
  const pageButton = (label: string, target: number) => {
    // Discord requires unique ids, even for disabled buttons.
    const id = target < 0 ? 'sources:none' : listId('list', { ...state, page: target });
    return button(label, id, { disabled: target < 0 || target >= pages });
  };
  const navigation =
    pages > 1 ? [buttons(pageButton(t('sources:previous'), page - 1), pageButton(t('sources:next'), page + 1))] : [];
  return withRows(card(COLOURS.plain, [`### ${head.join(' · ')}`, lines.join('\n')]), [
    menu(opener(shown, { ...state, page }, { t, language })),
    ...(sources.length > 1 ? [menu(sorter(state, t))] : []),
    ...navigation,
  ]);
}

function opener(shown: readonly SourceSummary[], state: ListState, { t, language }: Speech): APIStringSelectComponent {
  const options = shown.map((source) => {
    const { publisher, publishedAt } = source;
    const description = clipPlain(
      [publisher, publishedAt && dayIn(publishedAt, language)].filter(Boolean).join(' · '),
      MAX_OPTION,
    );
    return {
      label: clipPlain(source.title.trim() || source.id, MAX_OPTION) || '…',
      value: choiceFor(source).value,
      ...(description && { description }),
    };
  });
  return {
    type: ComponentType.StringSelect,
    custom_id: listId('open', state),
    placeholder: t('sources:open'),
    options,
  };
}

function sorter(state: ListState, t: Words): APIStringSelectComponent {
  const options = SORTS.map((sort) => ({ label: t(SORT_WORDS[sort]), value: sort, default: sort === state.sort }));
  return {
    type: ComponentType.StringSelect,
    custom_id: listId('sort', state),
    placeholder: t('sources:sort'),
    options,
  };
}

function withRows(
  { flags, components: [box] }: Card,
  rows: readonly APIActionRowComponent<APIComponentInMessageActionRow>[],
): Card {
  return { flags, components: [{ ...box, components: [...box.components, ...rows] }] };
}

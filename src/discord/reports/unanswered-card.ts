import { ButtonStyle } from 'discord.js';
import type { Language, Words } from '../../i18n/words.js';
import type { TopicOrder, TopicPage } from '../../state/unanswered.js';
import { button } from '../components/button.js';
import { type Card, COLOURS, card } from '../components/card.js';
import { clip } from '../components/clip.js';

/** Topics on a page. Even the longest topics stay below Discord's 4,000 characters. */
export const TOPICS_PAGE = 6;
const MAX_QUESTION = 250;
const MAX_WORDING = 100;
const MAX_WORDINGS = 2;

interface UnansweredView extends TopicPage {
  readonly order: TopicOrder;
  /** 0-based. */
  readonly page: number;
  /** Retention period in days; 0 if questions are not stored. */
  readonly days: number;
  /** Whether there is feedback with reasons. */
  readonly hasReasons: boolean;
}

export const UNANSWERED = 'unanswered';
export const listId = (order: TopicOrder, page: number) => `${UNANSWERED}:list:${order}:${page}`;

/** A page of unanswered questions, grouped by topic. */
export function renderUnanswered(view: UnansweredView, t: Words, language: Language): Card {
  const { topics, total, questions, order, page, days, hasReasons } = view;
  const reasons = hasReasons ? [button(t('unanswered:toReasons'), `${UNANSWERED}:reasons`)] : [];
  const title = `### ${t('unanswered:title')}`;
  if (days === 0) return card(COLOURS.nothing, [title, t('unanswered:off')], reasons);
  const kept = t('unanswered:kept', { count: days });
  if (topics.length === 0) return card(COLOURS.plain, [`${title}\n-# ${kept}`, t('unanswered:empty')], reasons);
  const pages = Math.ceil(total / TOPICS_PAGE);
  const counts = [t('unanswered:questions', { count: questions }), t('unanswered:topics', { count: total }), kept];
  const lines = topics.map(({ count, last, wordings: [first = '', ...others] }) => {
    const asked = `**${count} ×** ${clip(first, MAX_QUESTION).text}`;
    const on = t('unanswered:last', { date: dayOf(last, language) });
    const also = others.slice(0, MAX_WORDINGS).map((each) => clip(each, MAX_WORDING).text);
    return [asked, `-# ${[on, ...also].join(' · ')}`].join('\n');
  });
  const other = order === 'count' ? 'newest' : 'count';
  const place = pages > 1 ? ` · ${t('unanswered:page', { page: page + 1, pages })}` : '';
  return card(
    COLOURS.plain,
    [`${title}${place}\n-# ${counts.join(' · ')}`, lines.join('\n')],
    pages > 1
      ? [
          button(t('unanswered:previous'), listId(order, page - 1), { disabled: page === 0 }),
          button(t('unanswered:next'), listId(order, page + 1), { disabled: page === pages - 1 }),
        ]
      : [],
    [
      button(t(`unanswered:by.${other}`), listId(other, 0)),
      button(t('unanswered:export'), `${UNANSWERED}:export`),
      button(t('unanswered:clear'), `${UNANSWERED}:clear`, { style: ButtonStyle.Danger }),
      ...reasons,
    ],
  );
}

/** Asks for confirmation before all questions are deleted. */
export function renderClearing(questions: number, t: Words): Card {
  return card(
    COLOURS.closest,
    [t('unanswered:sure', { count: questions })],
    [
      button(t('unanswered:clearAll'), `${UNANSWERED}:cleared`, { style: ButtonStyle.Danger }),
      button(t('unanswered:keepThem'), listId('count', 0)),
    ],
  );
}

/** A day (UTC) in the language's format. */
function dayOf(at: number, language: Language): string {
  return new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeZone: 'UTC' }).format(at);
}

import type { APIButtonComponent } from 'discord.js';
import type { Answer } from '../../answer/quoting/answer.js';
import type { Words } from '../../i18n/words.js';
import { button } from '../components/button.js';
import { MAX_ROW } from '../components/card.js';

/** Actions on a shown answer. Their custom_ids start with the command that handles them. */
const ACTIONS = ['page', 'context', 'more', 'follow', 'share', 'good', 'bad'] as const;
type AnswerAction = (typeof ACTIONS)[number];

/** A parsed custom_id. Its numbers come from the client and are only known to be 0 or more. */
export interface Pressed {
  readonly action: AnswerAction;
  readonly id: string;
  readonly numbers: readonly number[];
}

export function answerId(action: AnswerAction, id: string, ...numbers: readonly number[]): string {
  return ['ask', action, id, ...numbers].join(':');
}

export function pressedOf(customId: string): Pressed | undefined {
  const [, name, id = '', ...rest] = customId.split(':');
  const action = ACTIONS.find((known) => known === name);
  return action && { action, id, numbers: rest.filter((each) => /^\d{1,6}$/.test(each)).map(Number) };
}

interface ShownPage {
  readonly id: string;
  readonly t: Words;
  /** Position of the first quote on this page, and on the pages before and after. */
  readonly from: number;
  readonly before: number | undefined;
  readonly after: number | undefined;
  readonly isMore?: boolean;
  readonly mayShare?: boolean;
}

/** Rows of buttons under an answer. */
export function answerActions(answer: Answer, page: ShownPage): APIButtonComponent[][] {
  const { id, t, isMore } = page;
  // Articles that contradict each other are always shown together.
  const hasMore = answer.quotes.length > 0 && !('differ' in answer) && !isMore;
  const actions = [
    ...contextButton(answer, page),
    ...(hasMore ? [button(t('answer:button.more'), answerId('more', id))] : []),
    button(t('answer:button.follow'), answerId('follow', id)),
    ...shareButton(answer, page),
  ];
  return rowsOf(page, actions, isMore ? [] : voteButtons(page));
}

/** Rows of buttons under a comparison, which has no follow-ups or further quotes. */
export function comparisonActions(answer: Answer, page: ShownPage): APIButtonComponent[][] {
  return rowsOf(page, [...contextButton(answer, page), ...shareButton(answer, page)], voteButtons(page));
}

function contextButton({ quotes }: Answer, { id, t, from }: ShownPage): APIButtonComponent[] {
  return quotes.length > 0 ? [button(t('answer:button.context'), answerId('context', id, from))] : [];
}

function shareButton({ quotes }: Answer, { id, t, mayShare }: ShownPage): APIButtonComponent[] {
  return mayShare && quotes.length > 0 ? [button(t('answer:button.share'), answerId('share', id))] : [];
}

/** With labels, for people who don't see the emoji. */
function voteButtons({ id, t }: ShownPage): APIButtonComponent[] {
  return [
    button(t('answer:button.good'), answerId('good', id), { emoji: '👍' }),
    button(t('answer:button.bad'), answerId('bad', id), { emoji: '👎' }),
  ];
}

function rowsOf({ id, t, before, after }: ShownPage, actions: APIButtonComponent[], votes: APIButtonComponent[]) {
  const navigation = [
    ...(before === undefined ? [] : [button(t('answer:button.previous'), answerId('page', id, before))]),
    ...(after === undefined ? [] : [button(t('answer:button.next'), answerId('page', id, after))]),
  ];
  return actions.length + votes.length > MAX_ROW ? [navigation, actions, votes] : [navigation, [...actions, ...votes]];
}

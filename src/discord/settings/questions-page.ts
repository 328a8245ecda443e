import { type Card, COLOURS } from '../components/card.js';
import { panel, text } from '../components/panel.js';
import { change, optionMenu } from './controls.js';
import { days } from './describe.js';
import { back } from './stale.js';
import type { View } from './view.js';

/** Retention periods to choose from, in days. */
const KEPT_DAYS = [0, 7, 30, 90];

export function keptSummary({ t, language, settings: { keepQuestions } }: View): string {
  return keepQuestions === 0 ? t('settings:notKept') : t('settings:keptFor', { days: days(keepQuestions, language) });
}

/** Whether and for how long unanswered questions are stored. */
export function questionsPage(view: View): Card {
  const { t, language, settings } = view;
  const all = [...new Set([...KEPT_DAYS, settings.keepQuestions])].sort((one, other) => one - other);
  return panel(COLOURS.plain, [
    text(`### ${t('settings:questions')}\n${keptSummary(view)}\n-# ${t('settings:questionsHint')}`),
    optionMenu(
      { id: change('keepQuestions'), placeholder: t('settings:questions') },
      all.map((count) => ({
        value: String(count),
        label: count === 0 ? t('settings:notKept') : t('settings:keptFor', { days: days(count, language) }),
        default: count === settings.keepQuestions,
      })),
    ),
    back(view),
  ]);
}

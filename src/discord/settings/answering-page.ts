import { SURENESS } from '../../state/settings.js';
import { type Card, COLOURS } from '../components/card.js';
import { type PanelPart, panel, text } from '../components/panel.js';
import { change, channelMenu, goTo, optionMenu, sliceButtons, sliceOf } from './controls.js';
import { channelMention, some } from './describe.js';
import { back, staleMenu } from './stale.js';
import { listed, type View, WATCHABLE } from './view.js';

/** Channels to name in a summary. */
const MOST_NAMED = 8;

export function answeringSummary(view: View): string[] {
  const { t, settings } = view;
  const watched = listed(view, 'watched').known.map(channelMention);
  return [
    t('settings:watched', { channels: some(watched, MOST_NAMED, t) || t('settings:nowhere') }),
    t('settings:sureness', { sureness: t(`settings:sureness.${settings.sureness}`) }),
    t('settings:place', { place: t(`settings:place.${settings.place}`) }),
  ];
}

/** Warns about what prevents the bot from answering in watched channels. */
export function watchWarnings(view: View): PanelPart[] {
  const { t } = view;
  const watched = listed(view, 'watched').known;
  const closed = watched.filter((id) => !view.mayAnswerIn(id)).map(channelMention);
  return [
    ...(watched.length > 0 && !view.readsMessages ? [text(`⚠️ ${t('settings:needsIntent')}`)] : []),
    ...(closed.length > 0 ? [text(`⚠️ ${t('settings:mayNotWrite', { channels: some(closed, MOST_NAMED, t) })}`)] : []),
  ];
}

/** Watched channels, required confidence, and replies or threads. The argument selects the slice of channels shown. */
export function answeringPage(view: View, [slice]: readonly string[]): Card {
  const { t, settings } = view;
  const watched = sliceOf(listed(view, 'watched').known, slice, true);
  return panel(COLOURS.plain, [
    text(`### ${t('settings:answering')}\n${answeringSummary(view).join('\n')}`),
    ...watchWarnings(view),
    channelMenu(
      { id: change('watched', watched.at), placeholder: t('settings:chooseWatched') },
      WATCHABLE,
      watched.shown,
    ),
    ...sliceButtons(t, watched, (at) => goTo('answering', at)),
    ...staleMenu(view, 'answering', ['watched'], [watched.at]),
    optionMenu(
      { id: change('sureness', watched.at), placeholder: t('settings:chooseSureness') },
      (Object.keys(SURENESS) as (keyof typeof SURENESS)[]).map((value) => ({
        value,
        label: t(`settings:sureness.${value}`),
        description: t(`settings:sureness.${value}.means`),
        default: value === settings.sureness,
      })),
    ),
    optionMenu(
      { id: change('place', watched.at), placeholder: t('settings:choosePlace') },
      (['reply', 'thread'] as const).map((value) => ({
        value,
        label: t(`settings:place.${value}`),
        description: t(`settings:place.${value}.means`),
        default: value === settings.place,
      })),
    ),
    back(view),
  ]);
}

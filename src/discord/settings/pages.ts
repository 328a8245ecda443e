import { ButtonStyle } from 'discord.js';
import { SURENESS } from '../../state/settings.js';
import { type Card, COLOURS } from '../render/card.js';
import { button, buttons, line, type PanelPart, panel, section, text } from '../render/panel.js';
import { collectionsPage, collectionsSummary, inChannelPage, keptPage } from './collection-pages.js';
import { change, channelMenu, goTo, optionMenu, roleMenu, sliceOf, turn } from './controls.js';
import { channelMention, days, duration, roleMention, some } from './describe.js';
import { back, staleIn, staleMenu } from './stale.js';
import { listed, type View, WATCHABLE } from './view.js';

/** Seconds, and days, to choose from. */
const COOLDOWNS = [0, 5, 10, 30, 60, 300, 900, 3_600];
const KEPT_DAYS = [0, 7, 30, 90];

/** Channels and roles that a summary names. */
const MOST_NAMED = 8;

type Page = (view: View, args: readonly string[]) => Card;

const PAGES: Readonly<Record<string, Page>> = {
  home,
  answering,
  people,
  collections: collectionsPage,
  channel: inChannelPage,
  kept: keptPage,
  questions,
  reset,
};

/** A page of the panel by its name; the first one where there is none of that name. */
export function page(view: View, name: string | undefined, args: readonly string[] = []): Card {
  const draw = name !== undefined && Object.hasOwn(PAGES, name) ? PAGES[name] : undefined;
  return (draw ?? home)(view, args);
}

function home(view: View): Card {
  const { t } = view;
  const part = (name: string, lines: readonly string[]) =>
    section(lines.join('\n'), button(t('settings:change'), goTo(name)));
  return panel(COLOURS.plain, [
    text(`### ${t('settings:title')}\n-# ${t('settings:atOnce')}`),
    ...warnings(view),
    line(),
    part('answering', [`**${t('settings:answering')}**`, ...answeringSummary(view)]),
    part('people', [`**${t('settings:people')}**`, ...peopleSummary(view)]),
    part('collections', [`**${t('settings:collections')}**`, ...collectionsSummary(view)]),
    part('questions', [`**${t('settings:questions')}**`, keptSummary(view)]),
    line(),
    buttons(button(t('settings:reset'), goTo('reset'), { style: ButtonStyle.Danger })),
  ]);
}

function answeringSummary(view: View): string[] {
  const { t, settings } = view;
  const watched = listed(view, 'watched').known.map(channelMention);
  return [
    t('settings:watched', { channels: some(watched, MOST_NAMED, t) || t('settings:nowhere') }),
    t('settings:sureness', { sureness: t(`settings:sureness.${settings.sureness}`) }),
    t('settings:place', { place: t(`settings:place.${settings.place}`) }),
  ];
}

function peopleSummary(view: View): string[] {
  const { t, language, settings } = view;
  const askers = settings.askers.map(roleMention);
  const admins = listed(view, 'admins').known.map(roleMention);
  const wait = settings.cooldown === 0 ? t('settings:none') : duration(settings.cooldown, language);
  return [
    t('settings:askers', { roles: some(askers, MOST_NAMED, t) || t('settings:everybody') }),
    t('settings:admins', { roles: some([t('settings:managers'), ...admins], MOST_NAMED, t) }),
    t('settings:cooldown', { wait }),
  ];
}

function keptSummary({ t, language, settings: { keepQuestions } }: View): string {
  return keepQuestions === 0 ? t('settings:notKept') : t('settings:keptFor', { days: days(keepQuestions, language) });
}

/** What keeps the bot from answering unasked where it is to. */
function watchWarnings(view: View): PanelPart[] {
  const { t } = view;
  const watched = listed(view, 'watched').known;
  const closed = watched.filter((id) => !view.mayAnswerIn(id)).map(channelMention);
  return [
    ...(watched.length > 0 && !view.readsMessages ? [text(`⚠️ ${t('settings:needsIntent')}`)] : []),
    ...(closed.length > 0 ? [text(`⚠️ ${t('settings:mayNotWrite', { channels: some(closed, MOST_NAMED, t) })}`)] : []),
  ];
}

function warnings(view: View): PanelPart[] {
  const { t } = view;
  return [...watchWarnings(view), ...(staleIn(view).length > 0 ? [text(`⚠️ ${t('settings:hasStale')}`)] : [])];
}

function answering(view: View, [slice]: readonly string[]): Card {
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
    ...turn(t, watched, (at) => goTo('answering', at)),
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

function people(view: View, [first, second]: readonly string[]): Card {
  const { t, language, settings, managesServer } = view;
  const askers = sliceOf(listed(view, 'askers').known, first, true);
  const admins = sliceOf(listed(view, 'admins').known, second, true);
  const at = [askers.at, admins.at];
  const waits = [...new Set([...COOLDOWNS, settings.cooldown])].sort((one, other) => one - other);
  return panel(COLOURS.plain, [
    text(`### ${t('settings:people')}\n${peopleSummary(view).join('\n')}`),
    roleMenu({ id: change('askers', ...at), placeholder: t('settings:chooseAskers') }, askers.shown),
    ...turn(t, askers, (to) => goTo('people', to, admins.at)),
    text(`-# ${t(managesServer ? 'settings:adminsHint' : 'settings:adminsByManagers')}`),
    roleMenu(
      { id: change('admins', ...at), placeholder: t('settings:chooseAdmins'), disabled: !managesServer },
      admins.shown,
    ),
    ...turn(t, admins, (to) => goTo('people', askers.at, to)),
    ...staleMenu(view, 'people', managesServer ? ['askers', 'admins'] : ['askers'], at),
    optionMenu(
      { id: change('cooldown', ...at), placeholder: t('settings:chooseCooldown') },
      waits.map((seconds) => ({
        value: String(seconds),
        label: t('settings:cooldown', { wait: seconds === 0 ? t('settings:none') : duration(seconds, language) }),
        default: seconds === settings.cooldown,
      })),
    ),
    back(view),
  ]);
}

function questions(view: View): Card {
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

function reset(view: View): Card {
  const { t } = view;
  return panel(COLOURS.failed, [
    text(`### ${t('settings:reset')}\n${t('settings:resetMeans')}`),
    buttons(
      button(t('settings:reset'), change('reset'), { style: ButtonStyle.Danger }),
      button(t('settings:back'), goTo('home')),
    ),
  ]);
}

import { ButtonStyle } from 'discord.js';
import { button } from '../components/button.js';
import { type Card, COLOURS } from '../components/card.js';
import { buttons, line, panel, section, text } from '../components/panel.js';
import { answeringPage, answeringSummary, watchWarnings } from './answering-page.js';
import { collectionsPage, collectionsSummary, inChannelPage, keptPage } from './collection-pages.js';
import { change, goTo } from './controls.js';
import { peoplePage, peopleSummary } from './people-page.js';
import { keptSummary, questionsPage } from './questions-page.js';
import { staleIn } from './stale.js';
import type { View } from './view.js';

type Page = (view: View, args: readonly string[]) => Card;

const PAGES: Readonly<Record<string, Page>> = {
  home,
  answering: answeringPage,
  people: peoplePage,
  collections: collectionsPage,
  channel: inChannelPage,
  kept: keptPage,
  questions: questionsPage,
  reset,
};

/** A page of the panel by its name; the home page for an unknown name. */
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
    ...watchWarnings(view),
    ...(staleIn(view).length > 0 ? [text(`⚠️ ${t('settings:hasStale')}`)] : []),
    line(),
    part('answering', [`**${t('settings:answering')}**`, ...answeringSummary(view)]),
    part('people', [`**${t('settings:people')}**`, ...peopleSummary(view)]),
    part('collections', [`**${t('settings:collections')}**`, ...collectionsSummary(view)]),
    part('questions', [`**${t('settings:questions')}**`, keptSummary(view)]),
    line(),
    buttons(button(t('settings:reset'), goTo('reset'), { style: ButtonStyle.Danger })),
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

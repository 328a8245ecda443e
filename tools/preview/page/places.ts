import type { View, ViewedChannel } from '../view-types.js';
import { avatarOf } from './avatars.js';
import { element } from './dom.js';

/** Languages of the client that can be chosen; English represents all that the bot does not speak. */
const LOCALES = { 'en-US': 'English', uk: 'Українська', ko: '한국어', de: 'Deutsch' } as const;

interface PlacesUse {
  readonly channel: string;
  go(channel: string): void;
  become(person: string): void;
  speak(locale: string): void;
}

const MARKS: Readonly<Record<ViewedChannel['kind'], string>> = {
  text: '#',
  news: '»',
  forum: '≡',
  dm: '@',
  group: '@',
};

/** Servers with their channels and threads, direct messages, and the current person. */
export function drawPlaces(nav: HTMLElement, view: View, use: PlacesUse): void {
  const link = (id: string, text: string, kind = '') =>
    element(
      'button',
      {
        type: 'button',
        class: `place ${kind}`,
        'aria-current': id === use.channel && 'page',
        onclick: () => use.go(id),
      },
      text,
    );
  const channels = (all: readonly ViewedChannel[]) =>
    all.flatMap(({ id, name, kind, threads }) => [
      link(id, `${MARKS[kind]} ${name}`),
      ...threads.map((thread) => link(thread.id, `⤷ ${thread.name}`, 'thread')),
    ]);
  const servers = view.servers.flatMap(({ name, channels: all }) => [element('h2', {}, name), ...channels(all)]);
  const person = element('select', { 'aria-label': 'Person', onchange: () => use.become(person.value) });
  person.append(
    ...view.people.map(({ id, name }) => element('option', { value: id, selected: id === view.me.id }, name)),
  );
  const locale = element('select', { 'aria-label': 'Language', onchange: () => use.speak(locale.value) });
  locale.append(
    ...Object.entries(LOCALES).map(([id, name]) =>
      element('option', { value: id, selected: id === view.me.locale }, name),
    ),
  );
  const me = element('div', { class: 'me' }, element('img', { src: avatarOf(view.me.name), alt: '' }), person, locale);
  const list = element(
    'div',
    { class: 'list' },
    ...servers,
    element('h2', {}, 'Direct messages'),
    ...channels(view.direct),
  );
  nav.replaceChildren(list, me);
}

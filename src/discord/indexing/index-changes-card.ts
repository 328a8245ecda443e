import { ComponentType } from 'discord.js';
import { typesOf } from '../../article/skipped.js';
import type { Words } from '../../i18n/words.js';
import { button } from '../components/button.js';
import { type Card, COLOURS, card } from '../components/card.js';
import { clip } from '../components/clip.js';
import { tidy } from '../components/text.js';
import type { IndexView } from './index-view.js';

const MAX_NAMES = 8;
const MAX_NAME = 80;
const MAX_PROBLEM = 150;
const FILE = 'index-report.txt';

/** Label and custom_id of a button. */
export interface Offer {
  readonly label: string;
  readonly id: string;
}

export interface ShownReport {
  readonly card: Card;
  /** All names, if the card doesn't contain them all. */
  readonly file?: { readonly attachment: Buffer; readonly name: string };
}

/** A card that lists changes under a title. If it can't name them all, an attached file does. */
export function renderChanges(
  t: Words,
  title: string,
  view: IndexView,
  offers: readonly Offer[],
  unchanged = 0,
): ShownReport {
  const problems = view.problems.map(({ where, reason }) => `${where}: ${reason}`);
  const lists = [
    { label: t('index:added'), names: view.added },
    { label: t('index:changed'), names: view.changed },
    { label: t('index:removed'), names: view.removed },
  ];
  const changes = [
    ...lists.map(({ label, names }) => list(t, label, names, MAX_NAME)),
    unchanged > 0 ? `**${t('index:unchanged')}:** ${unchanged}` : '',
    view.hidden > 0 ? `-# ${t('index:hidden', { count: view.hidden })}` : '',
  ].filter((part) => part !== '');
  const unread = [list(t, t('index:unread'), problems, MAX_PROBLEM), skippedLine(t, view.skipped ?? [])].filter(
    (part) => part !== '',
  );
  const isCut =
    [...lists.map(({ names }) => names), problems].some((names) => names.length > MAX_NAMES) ||
    problems.some((problem) => problem.length > MAX_PROBLEM);
  const sections = [title, changes.join('\n'), unread.join('\n')].filter((part) => part !== '');
  const shown = withButtons(card(problems.length > 0 ? COLOURS.closest : COLOURS.answered, sections), offers);
  if (!isCut) return { card: shown };
  const all = [...lists, { label: t('index:unread'), names: problems }].filter(({ names }) => names.length > 0);
  const text = all.map(({ label, names }) => [`${label}: ${names.length}`, ...names.map(oneLine)].join('\n'));
  const file = { attachment: Buffer.from(`${text.join('\n\n')}\n`), name: FILE };
  return { card: withFile(shown), file };
}

function skippedLine(t: Words, paths: readonly string[]): string {
  if (paths.length === 0) return '';
  return `-# ${t('index:skipped', { count: paths.length, types: clip(typesOf(paths), MAX_PROBLEM).text })}`;
}

function list(t: Words, label: string, names: readonly string[], max: number): string {
  if (names.length === 0) return '';
  const shown = names.slice(0, MAX_NAMES).map((name) => `- ${clip(name, max).text}`);
  const more = names.length > MAX_NAMES ? [`- ${t('index:more', { count: names.length - MAX_NAMES })}`] : [];
  return [`**${label}:** ${names.length}`, ...shown, ...more].join('\n');
}

/** The card with buttons at its end. */
export function withButtons(shown: Card, offers: readonly Offer[]): Card {
  const [box] = shown.components;
  const row = { type: ComponentType.ActionRow as const, components: offers.map(({ label, id }) => button(label, id)) };
  return offers.length === 0 ? shown : { ...shown, components: [{ ...box, components: [...box.components, row] }] };
}

function withFile({ flags, components: [box] }: Card): Card {
  const file = { type: ComponentType.File, file: { url: `attachment://${FILE}` } } as const;
  const position = box.components.findIndex(({ type }) => type === ComponentType.ActionRow);
  const before = position < 0 ? box.components : box.components.slice(0, position);
  const after = position < 0 ? [] : box.components.slice(position);
  return { flags, components: [{ ...box, components: [...before, file, ...after] }] };
}

function oneLine(name: string): string {
  return `  ${tidy(name)}`;
}

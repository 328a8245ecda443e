import { createHash } from 'node:crypto';
import type { ApplicationCommandOptionChoiceData } from 'discord.js';
import type { Askable } from '../../app/verbatim.js';
import type { Words } from '../../i18n/words.js';
import { clipPlain } from '../components/clip.js';
import { choiceFor, MAX_CHOICES, MAX_LENGTH, sourceOfChoice } from '../sources/source-choice.js';

/** Most publishers among the choices, to leave room for articles. */
const MAX_PUBLISHERS = 5;
const MARK = 'publisher:';

/** Limits a question to one article, or to all articles of a publisher. */
export interface SourceLimit {
  /** Stored form: the choice's value. */
  readonly value: string;
  readonly name: string;
  /** Ids of the articles. */
  readonly articles: readonly string[];
}

type Articles = Pick<Askable, 'sources' | 'findSources'>;

/** Publishers and articles that match the typed text, without reading from disk. */
export function limitChoices(
  typed: string,
  articles: Articles,
  t: Words,
): ApplicationCommandOptionChoiceData<string>[] {
  const wanted = typed.trim().toLowerCase();
  const publishers = publishersOf(articles).filter((name) => name.toLowerCase().includes(wanted));
  const all = publishers.slice(0, MAX_PUBLISHERS).map((publisher) => ({
    name: clipPlain(t('answer:choice.publisher', { publisher }), MAX_LENGTH),
    value: valueFor(publisher),
  }));
  const found = articles.findSources(typed, MAX_CHOICES - all.length);
  return [...all, ...found.map(choiceFor)];
}

/** The limit for a choice's value. For typed text, a publisher with that name or the best matching article. */
export function limitOf(value: string, articles: Articles): SourceLimit | undefined {
  const typed = value.trim().toLowerCase();
  const publisher = publishersOf(articles).find((name) => valueFor(name) === value || name.toLowerCase() === typed);
  if (publisher !== undefined) {
    const own = articles.sources().filter((source) => nameOf(source.publisher) === publisher);
    return { value: valueFor(publisher), name: publisher, articles: own.map(({ id }) => id) };
  }
  if (value.startsWith(MARK)) return undefined;
  const source = sourceOfChoice(value, articles);
  return source && { value: choiceFor(source).value, name: source.title.trim() || source.id, articles: [source.id] };
}

function publishersOf(articles: Articles): string[] {
  return [...new Set(articles.sources().flatMap(({ publisher }) => nameOf(publisher) || []))].sort();
}

const nameOf = (publisher: string | undefined) => publisher?.trim() ?? '';

function valueFor(publisher: string): string {
  const value = `${MARK}${publisher}`;
  return value.length <= MAX_LENGTH ? value : `${MARK}${createHash('sha256').update(publisher).digest('hex')}`;
}

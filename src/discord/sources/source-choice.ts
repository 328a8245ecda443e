import { createHash } from 'node:crypto';
import type { ApplicationCommandOptionChoiceData } from 'discord.js';
import type { Askable, SourceSummary } from '../../app/verbatim.js';
import { clipPlain } from '../components/clip.js';

/** Discord's limits on autocomplete: number of choices, and length of a choice's name and value. */
export const MAX_CHOICES = 25;
export const MAX_LENGTH = 100;

/** An article as an autocomplete choice. Its value is the id, or a hash of an id that is too long. */
export function choiceFor(source: SourceSummary): ApplicationCommandOptionChoiceData<string> {
  const { id, title, publisher } = source;
  const name = clipPlain([title.trim() || id, publisher].filter(Boolean).join(' · '), MAX_LENGTH);
  return { name: name || '…', value: choiceValue(id) };
}

/** The article of a choice's value, or the best match for typed text. */
export function sourceOfChoice(
  typed: string,
  articles: Pick<Askable, 'sources' | 'findSources'>,
): SourceSummary | undefined {
  return sourceOfValue(typed, articles) ?? articles.findSources(typed, 1)[0];
}

/** The article of a choice's value. */
export function sourceOfValue(value: string, articles: Pick<Askable, 'sources'>): SourceSummary | undefined {
  const all = articles.sources();
  return all.find(({ id }) => id === value) ?? all.find(({ id }) => choiceValue(id) === value);
}

function choiceValue(id: string): string {
  return id.length <= MAX_LENGTH ? id : `sha256:${createHash('sha256').update(id).digest('hex')}`;
}

import { type APIMessageTopLevelComponent, ComponentType } from 'discord.js';
import { clip } from '../components/clip.js';
import { unescapeMarkdown } from '../components/text.js';

/** Component ids of the texts that hold the question, by which the buttons under a card find it again. */
const ASKED_ID = 1_000;
const SEARCHED_ID = 1_001;
/** The longest question, every character of it escaped, is shown whole. */
const LONGEST = 2_000;

interface QuestionText {
  readonly content: string;
  readonly id: number;
}

/**
 * The heading with the question under it and, where a follow-up was completed to be searched with, what it became; both in
 * at most 2,100 units and the heading's length.
 */
export function questionTexts(heading: string, asked: string, searched: string, label: string): QuestionText[] {
  const shown = clip(asked, LONGEST).text;
  const completed = searched === asked ? '' : clip(searched, LONGEST).text;
  if (completed === '' || completed === shown) return [head(heading, shown)];
  if (shown.length + completed.length > LONGEST) return [head(heading, completed)];
  return [head(heading, shown), { id: SEARCHED_ID, content: `-# ${label} **${completed}**` }];
}

function head(heading: string, question: string): QuestionText {
  return { id: ASKED_ID, content: question ? `### ${heading}\n**${question}**` : `### ${heading}` };
}

export interface QuestionOnCard {
  readonly asked: string;
  readonly searched: string;
}

/** The question of a card as it was asked, and as it was searched with; undefined for a message that is no such card. */
export function questionOf(components: readonly APIMessageTopLevelComponent[]): QuestionOnCard | undefined {
  const texts = new Map([...textDisplays(components)].map(({ id, content }) => [id, content]));
  const asked = /^[^\n]*\n\*\*(.+)\*\*$/su.exec(texts.get(ASKED_ID) ?? '')?.[1];
  const searched = /^-# [^*]*\*\*(.+)\*\*$/su.exec(texts.get(SEARCHED_ID) ?? '')?.[1] ?? asked;
  if (asked === undefined || searched === undefined) return undefined;
  return { asked: unescapeMarkdown(asked), searched: unescapeMarkdown(searched) };
}

interface Node {
  readonly type: ComponentType;
  readonly id?: number;
  readonly content?: string;
  readonly components?: readonly Node[];
}

function* textDisplays(components: readonly Node[]): Generator<{ readonly id: number; readonly content: string }> {
  for (const { type, id, content, components: nested = [] } of components) {
    if (type === ComponentType.TextDisplay && id !== undefined && content !== undefined) yield { id, content };
    yield* textDisplays(nested);
  }
}

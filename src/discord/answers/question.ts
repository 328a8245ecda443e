import { type APIMessageTopLevelComponent, ComponentType } from 'discord.js';
import { clip } from '../components/clip.js';
import { unescapeMarkdown } from '../components/text.js';

/** Component ids of the question's texts, by which buttons find the question on the card. */
const ASKED_ID = 1_000;
const SEARCHED_ID = 1_001;
/** Enough for the longest question with every character escaped. */
const LONGEST = 2_000;

interface QuestionText {
  readonly content: string;
  readonly id: number;
}

/**
 * The heading and the question, followed by the completed question if it was a follow-up. Together they have at most 2,100
 * UTF-16 units plus the heading.
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

/** The question on a card, as asked and as searched for; undefined if the message is not an answer card. */
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

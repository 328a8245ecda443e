import type { Block, Sentence, Span } from '../model/article.js';
import { BEFORE_NUMBER, MAY_END, NEVER_END, ORDINAL_DOT, STARTERS } from './abbreviations.js';

/** How much text on either side of a possible boundary is examined. */
const VIEW = 48;
/** Characters given to the segmenter at once; a longer sentence enlarges the window. */
const WINDOW = 4000;
const segmenters = new Map<string, Intl.Segmenter>();

/**
 * The sentences of a block: exact spans without surrounding white space, which together cover all of the block except white
 * space. In doubt, does not split; a sentence has no maximum length.
 * @param language BCP 47 tag of the text.
 */
export function splitSentences(text: string, block: Block, language: string): Sentence[] {
  const spans = block.kind === 'code' ? codeParts(text, block) : sentenceSpans(text, block, language);
  return spans.map((span) => ({ ...span, paragraph: block.paragraph }));
}

function sentenceSpans(text: string, block: Span, language: string): Span[] {
  // A line end inside a block is just a space; the segmenter would end a sentence there.
  const content = text.slice(block.start, block.end).replaceAll('\n', ' ');
  const spans: Span[] = [];
  let start = 0;
  let seen = 0;
  let hasWords = false;
  for (const end of boundaries(content, language)) {
    hasWords ||= /[\p{L}\p{N}]/u.test(content.slice(seen, end));
    seen = end;
    if (end < content.length && (!hasWords || !isBoundary(content, start, end, language))) continue;
    if (hasWords || spans.length === 0) spans.push(trimmed(content, start, end));
    else spans.push(trimmed(content, spans.pop()?.start ?? start, end));
    start = end;
    hasWords = false;
  }
  return spans
    .filter((span) => span.end > span.start)
    .map((span) => ({ start: block.start + span.start, end: block.start + span.end }));
}

/**
 * Where the segmenter would end sentences. Its time grows with the square of the text's length, so it gets one window at a time,
 * each starting at the last sentence of the previous window.
 */
function* boundaries(content: string, language: string): Generator<number> {
  const segmenter = segmenterFor(language);
  let size = WINDOW;
  for (let from = 0; from < content.length; ) {
    const starts = [...segmenter.segment(content.slice(from, from + size))].map(({ index }) => from + index);
    yield* starts.slice(1);
    if (from + size >= content.length) break;
    size = starts.length > 1 ? WINDOW : size * 2;
    from = starts.at(-1) ?? from;
  }
  if (content) yield content.length;
}

/** Whether the sentence from `start` really ends at `end`, where the segmenter would end it. */
function isBoundary(content: string, start: number, end: number, language: string): boolean {
  const left = content.slice(Math.max(start, end - VIEW), end);
  const right = content.slice(end, end + VIEW).trimStart();
  if (!/[\p{L}\p{N}]/u.test(right) && end + VIEW >= content.length) return false;
  if (!/\s$/.test(left)) return /[。！？｡︒．]["'”’」』）)\]»]*$/.test(left);
  const opened = right.replace(/^["'“‘«„([¿¡]+/, '');
  if (/^\p{Ll}/u.test(opened) || /^[,;:)\]»”’]/.test(right)) return false;
  const token = /(?:^|[\s("'“‘«„[—–-])([\p{L}\p{N}.]+)\.["'”’)\]»]*\s*$/u.exec(left)?.[1];
  if (token === undefined) return true;
  const alone = (left.length === end - start && /^\s*\S+\s*$/.test(left)) || /[("“]\d{1,3}\.\s*$/.test(left);
  return endsWith(token, opened, alone, language);
}

/** Whether a sentence ends after `token.`; `alone` if nothing comes before the token, as in `1. First`. */
function endsWith(token: string, next: string, alone: boolean, language: string): boolean {
  const word = /^[\p{L}\p{M}'’]+(?=[\s,]|$)/u.exec(next)?.[0] ?? '';
  const starts = STARTERS.has(word);
  if (alone && /^(?:\d{1,3}|\p{L})$/u.test(token)) return false;
  if (NEVER_END.has(token)) return false;
  if (BEFORE_NUMBER.has(token) && /^[\d#(]/.test(next)) return false;
  if (/^\d{1,2}$/.test(token) && ORDINAL_DOT.has(language.slice(0, 2))) return starts;
  if (MAY_END.has(token) || /^(?:\p{L}\.)*\p{L}$|^Ph\.?D$/u.test(token)) return starts;
  return true;
}

/** Code is quoted in parts, separated by blank lines. */
function codeParts(text: string, block: Span): Span[] {
  const content = text.slice(block.start, block.end);
  const parts: Span[] = [];
  let start = 0;
  for (const gap of content.matchAll(/\n\s*\n/g)) {
    parts.push(trimmed(content, start, gap.index));
    start = gap.index + gap[0].length;
  }
  parts.push(trimmed(content, start, content.length));
  return parts
    .filter((span) => span.end > span.start)
    .map((span) => ({ start: block.start + span.start, end: block.start + span.end }));
}

function trimmed(content: string, start: number, end: number): Span {
  const part = content.slice(start, end);
  const from = start + part.length - part.trimStart().length;
  return { start: from, end: Math.max(from, start + part.trimEnd().length) };
}

function segmenterFor(language: string): Intl.Segmenter {
  const known = segmenters.get(language);
  if (known) return known;
  const made = new Intl.Segmenter(language, { granularity: 'sentence' });
  segmenters.set(language, made);
  return made;
}

import type { Article, Block, Span } from '../../article/model/article.js';
import { splitSentences } from '../../article/text/sentences.js';

/** Longest expanded span, in UTF-16 units; a longer sentence is quoted alone. */
const LONGEST = 600;
/** Maximum number of sentences added before one that depends on them. */
const MAX_BEFORE = 2;
/** Longer blocks are not split into sentences for this. */
const LONGEST_BLOCK = 20_000;

/** An introductory phrase before a subject: "However,", "In the end,", "During their operations,". */
const OPENING =
  '(?:\\p{Lu}\\p{Ll}+,? |(?:In|On|At|By|For|From|With|Without|After|Before|During|Since|Under|Despite|Alongside|Besides|Through) (?:\\p{Ll}+ ){1,4}?(?:\\p{Ll}+, )?)';
const PRONOUN = new RegExp(`^["“‘(]?(?:${OPENING})?(?:he|she|they|it)\\b(?! (?:is|was) (?:\\p{Ll}+ )?that\\b)`, 'u');
const STARTS =
  /^["“‘(]?(?:He|She|They|It|His|Her|Hers|Their|Theirs|Its|This|That|These|Those|Such|Both of|Neither|Either|The (?:former|latter))\b/u;
/** "The unit is", "The work took": a one-word noun with nothing that says which one, then its verb. */
const THE_THING =
  /^["“‘(]?The (?:\p{Ll}[\p{L}-]*) (?:is|are|was|were|has|had|have|will|would|can|could|may|might|must|should|did|does|said|says|also|then|later|now|reportedly|normally|usually|\p{Ll}+ed|\p{Ll}{2,}(?:es|[^s]s))\b/u;

/**
 * A sentence's span expanded by what it cannot be understood without, as one continuous span: the sentences before one that
 * starts with "They", "This" or "The unit"; the lead-in of a list item, with the items between; the items after a lead-in.
 */
export function expandedSpan(article: Article, sentence: Span & { readonly paragraph: number }): Span {
  const at = article.blocks.findIndex(({ paragraph }) => paragraph === sentence.paragraph && paragraph > 0);
  const block = article.blocks[at];
  if (!block) return sentence;
  const own = withSentencesBefore(article, block, sentence);
  if (block.kind === 'item' && own.start === block.start) return withLeadIn(article, at, own);
  return own.end === block.end && article.text[own.end - 1] === ':' ? withItems(article, at, own) : own;
}

/** Whether a sentence starts with something that only the previous sentence explains. */
function dependsOnPrevious(text: string, before: string): boolean {
  if (STARTS.test(text) || PRONOUN.test(text)) return true;
  return THE_THING.test(text) && /\s["“‘(]?\p{Lu}/u.test(before);
}

function withSentencesBefore(article: Article, block: Block, sentence: Span): Span {
  const { text, meta } = article;
  if (sentence.start === block.start || block.end - block.start > LONGEST_BLOCK || block.kind === 'code')
    return sentence;
  const sentences = splitSentences(text, block, meta.language);
  let first = sentences.findIndex(({ start }) => start === sentence.start);
  for (let added = 0; added < MAX_BEFORE; added++) {
    const [before, own] = [sentences[first - 1], sentences[first]];
    if (!before || !own || sentence.end - before.start > LONGEST) break;
    if (!dependsOnPrevious(text.slice(own.start, own.end), text.slice(before.start, before.end))) break;
    first--;
  }
  return { start: sentences[first]?.start ?? sentence.start, end: sentence.end };
}

function withLeadIn(article: Article, at: number, own: Span): Span {
  let first = at;
  while (article.blocks[first - 1]?.kind === 'item' && areNeighbours(article, first - 1)) first--;
  const lead = article.blocks[first - 1];
  if (lead?.kind !== 'paragraph' || article.text[lead.end - 1] !== ':' || !areNeighbours(article, first - 1))
    return own;
  if (lead.end - lead.start > LONGEST_BLOCK) return own;
  const last = splitSentences(article.text, lead, article.meta.language).at(-1);
  return last && own.end - last.start <= LONGEST ? { start: last.start, end: own.end } : own;
}

function withItems(article: Article, at: number, own: Span): Span {
  let end = own.end;
  for (let next = at; areNeighbours(article, next); next++) {
    const item = article.blocks[next + 1];
    if (item?.kind !== 'item' || item.end - own.start > LONGEST) break;
    end = item.end;
  }
  return { start: own.start, end };
}

/** Whether only white space and list markers lie between a block and the next one. */
function areNeighbours(article: Article, at: number): boolean {
  const [one, next] = [article.blocks[at], article.blocks[at + 1]];
  return (
    one !== undefined &&
    next !== undefined &&
    /^\s*(?:[-*+•‣◦▪●]|\(?[\p{L}\p{N}]{1,3}[.)])?\s*$/u.test(article.text.slice(one.end, next.start))
  );
}

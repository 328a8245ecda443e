import { type Draft, endsSentence, hasWords, isQuotable } from '../model/draft.js';
import { couldBeFooter, recognise } from './boilerplate.js';
import { comparable } from './normalise.js';

const TITLE_MAX = 160;
const HEADING_MAX = 90;
const HEADING_WORDS = 12;
const CATEGORY_MAX = 80;
/** Longer runs of heading-like lines are a list or a poem. */
const HEADINGS_IN_A_ROW = 2;

/** Marks blocks that their own words identify as boilerplate, and blocks between them in the footer. */
export function markBoilerplate(blocks: readonly Draft[]): void {
  const signs = blocks.map((block) => (block.kind === 'code' ? undefined : recognise(block.words)));
  blocks.forEach((block, at) => {
    if (signs[at] || !hasWords(block.words)) block.kind = 'boilerplate';
  });
  blocks.forEach((_, at) => {
    if (signs[at] === 'label') markLinks(blocks, at + 1);
  });
  const lastProse = blocks.findLastIndex((block) => block.kind !== 'boilerplate' && !couldBeFooter(block.words));
  const first = signs.findIndex((sign, at) => at > lastProse && (sign === 'footer' || sign === 'label'));
  const last = signs.findLastIndex((sign) => sign === 'footer' || sign === 'label');
  for (const block of blocks.slice(Math.max(first, 0), first < 0 ? 0 : last)) block.kind = 'boilerplate';
}

/** Marks the link titles under a label such as "Related:"; the last line before prose may be the next section's heading. */
function markLinks(blocks: readonly Draft[], from: number): void {
  let to = from;
  while (to < blocks.length && isLinkTitle(blocks[to])) to++;
  const next = blocks[to];
  const end = next?.kind === 'paragraph' && endsSentence(next.words) ? to - 1 : to;
  for (const block of blocks.slice(from, Math.max(from, end))) block.kind = 'boilerplate';
}

function isLinkTitle(block: Draft | undefined): boolean {
  if (block?.kind !== 'paragraph' && block?.kind !== 'item') return false;
  return block.words.length <= TITLE_MAX && !endsSentence(block.words);
}

/**
 * Marks the title in the text, marks its repetitions as boilerplate, and returns it.
 * @param given the title if known from elsewhere; then only a block with the same words is marked.
 */
export function markTitle(blocks: readonly Draft[], given: string | undefined): string | undefined {
  const first = blocks.find((block) => block.kind !== 'boilerplate' && block.kind !== 'byline');
  const known = given && comparable(given);
  const isTitle = (block: Draft) =>
    known ? comparable(block.words) === known : block === first && looksLikeTitle(block);
  const title = blocks.find(isTitle);
  if (title) {
    title.kind = 'title';
    const wanted = comparable(title.words);
    for (const block of blocks) {
      if (block !== title && block.kind !== 'code' && wanted && comparable(block.words) === wanted)
        block.kind = 'boilerplate';
    }
    markCategories(blocks, blocks.indexOf(title));
  }
  return given ?? title?.words;

  function looksLikeTitle(block: Draft): boolean {
    if (block.kind === 'heading') return true;
    const rest = blocks.slice(blocks.indexOf(block) + 1).filter(({ kind }) => isQuotable(kind));
    return (
      block.kind === 'paragraph' &&
      block.words.length <= TITLE_MAX &&
      (!endsSentence(block.words) || /\?["'”’»)]*$/.test(block.words)) &&
      !/,$/.test(block.words) &&
      !/^[\p{Ll}\p{P}]/u.test(rest[0]?.words.replace(/^["'“‘«¿¡#*_[]+/, '') ?? '') &&
      rest.some(
        (other) => other.kind !== 'paragraph' || (endsSentence(other.words) && other.words.length > block.words.length),
      )
    );
  }
}

/** Lines directly below the title that only name categories: `World , Politics`, `Home / News / Europe`. */
function markCategories(blocks: readonly Draft[], title: number): void {
  for (const block of blocks.slice(title + 1)) {
    if (block.kind === 'byline' || block.kind === 'boilerplate') continue;
    if (block.kind !== 'paragraph' || !isCategories(block.words)) return;
    block.kind = 'boilerplate';
  }
}

function isCategories(words: string): boolean {
  if (words.length > CATEGORY_MAX || endsSentence(words)) return false;
  const parts = words.split(/[,/|>»•·]/).map((part) => part.trim());
  return parts.length >= 2 && parts.every((part) => part && part.split(/\s+/).length <= 6 && isCapitalised(part));
}

function isCapitalised(part: string): boolean {
  return part
    .split(/\s+/)
    .every((word) => /^[\p{Lu}\p{Lo}\p{N}&]/u.test(word) || /^(?:and|of|the|in|for|on|to|und|et|y|de)$/.test(word));
}

/** In plain text, marks short lines without a full stop before prose as headings. */
export function markHeadings(blocks: readonly Draft[]): void {
  for (let at = 0; at < blocks.length; at++) {
    let next = at;
    while (next < blocks.length && isHeadingLike(blocks[next])) next++;
    const run = next - at;
    if (run > 0 && run <= HEADINGS_IN_A_ROW && isProse(blocks[next])) {
      for (const block of blocks.slice(at, next)) block.kind = 'heading';
    }
    at = next;
  }
}

function isHeadingLike(block: Draft | undefined): boolean {
  if (block?.kind !== 'paragraph' || block.words.length > HEADING_MAX) return false;
  const { words } = block;
  const count = words.split(/\s+/).length;
  if (count > HEADING_WORDS || /:\s*[\d$€£]/.test(words)) return false;
  if (/[.!…,;。！、，]["'”’»)\]]*$/.test(words) || (words.endsWith(':') && count > 4)) return false;
  return /^["'“‘«(]?[\p{Lu}\p{Lt}\p{Lo}\p{N}]/u.test(words) && /\p{L}/u.test(words);
}

function isProse(block: Draft | undefined): boolean {
  return (
    block?.kind === 'item' ||
    (block?.kind === 'paragraph' && (endsSentence(block.words) || block.words.length > HEADING_MAX))
  );
}

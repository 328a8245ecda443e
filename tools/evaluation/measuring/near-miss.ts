import { namesIn } from '../../../src/answer/english/names.js';

/**
 * A question that the articles nearly answer: one word of its first name is replaced by a word of a name in another question, such as
 * "South Korean" by "North Korean". Undefined if it has no name. Deterministic.
 */
export function nearMiss(question: string, others: readonly string[]): string | undefined {
  const [name] = namesIn(question);
  if (!name) return undefined;
  const first = wordOf(question, name.start);
  const from = hash(question) % others.length;
  for (let step = 0; step < others.length; step++) {
    const other = others[(from + step) % others.length] ?? '';
    const [found] = namesIn(other);
    const word = found && wordOf(other, found.start);
    if (word && word.toLowerCase() !== first.toLowerCase()) {
      return question.slice(0, name.start) + word + question.slice(name.start + first.length);
    }
  }
  return undefined;
}

function wordOf(text: string, start: number): string {
  return /^[\p{L}\p{N}]+/u.exec(text.slice(start))?.[0] ?? '';
}

/** FNV-1a, 32 bits. */
function hash(text: string): number {
  let state = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) state = Math.imul(state ^ text.charCodeAt(at), 0x01000193) >>> 0;
  return state;
}

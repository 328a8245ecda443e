/** Minimum length, in letters, of the common prefix of two forms of a name. */
const LEAST = 4;
/** Endings, stemmed or not, of place names and of the adjectives and demonyms derived from them. */
const ENDING = /^(?:a|e|i|o|y|ia|en|s|n|an|ian|ean|es|ese|ish|ic)?$/;

/** Whether two index terms are forms of one name: "Korea" and "Korean", "Mexico" and "Mexican". */
export function areDemonyms(one: string, other: string): boolean {
  let shared = 0;
  while (shared < one.length && one[shared] === other[shared]) shared++;
  const shortest = Math.min(one.length, other.length);
  if (shared < Math.max(LEAST, shortest - 2)) return false;
  return ENDING.test(one.slice(shared)) && ENDING.test(other.slice(shared));
}

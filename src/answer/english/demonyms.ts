/** The least letters that two forms of a name begin with in common. */
const LEAST = 4;
/** Endings, stemmed or not, that make an adjective or an inhabitant of a place's name, or stand in the name instead of them. */
const ENDING = /^(?:a|e|i|o|y|ia|en|s|n|an|ian|ean|es|ese|ish|ic)?$/;

/** Whether two index terms are forms of one name, as "Korea" and "Korean", "Mexico" and "Mexican" are. */
export function areKin(one: string, other: string): boolean {
  let shared = 0;
  while (shared < one.length && one[shared] === other[shared]) shared++;
  const shortest = Math.min(one.length, other.length);
  if (shared < Math.max(LEAST, shortest - 2)) return false;
  return ENDING.test(one.slice(shared)) && ENDING.test(other.slice(shared));
}

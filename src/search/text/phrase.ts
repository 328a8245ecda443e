/** Whether the text contains the phrase verbatim; case, white space and kinds of quotation marks and dashes don't count. */
export function holdsPhrase(text: string, phrase: string): boolean {
  const wanted = plain(phrase).trim();
  const inside = plain(text);
  for (let at = inside.indexOf(wanted); at >= 0; at = inside.indexOf(wanted, at + 1)) {
    const before = inside.slice(0, at);
    const after = inside.slice(at + wanted.length);
    const cutsWord = (left: string, right: string) => /[\p{L}\p{N}]$/u.test(left) && /^[\p{L}\p{N}]/u.test(right);
    const unspaced = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u.test(wanted);
    if (unspaced || (!cutsWord(before.slice(-1), wanted) && !cutsWord(wanted, after.slice(0, 1)))) return true;
  }
  return false;
}

function plain(text: string): string {
  return text
    .replaceAll('\u00AD', '')
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[‘’‚‛′`]/gu, "'")
    .replace(/["“”„‟″«»]/gu, '"')
    .replace(/[‐‑‒–—―]/gu, '-')
    .replace(/\s+/gu, ' ');
}

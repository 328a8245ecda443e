import { expect } from 'vitest';
import { messageFaults, pings, textsOf } from '../../../tools/discord-stand-in/messages/limits.js';

type Card = Parameters<typeof messageFaults>[0];
/** What a terminal obeys instead of showing it. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: there are to be none
export const OBEYED = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/;
/** What hides text on a card or turns its writing direction. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: there are to be none
export const TURNED = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066\u2067]|\p{Cs}/u;

/** Within Discord's limits, pinging nobody, and with nothing in it that turns or hides the text. */
export function expectFit(card: Card, namesPeople = false): void {
  expect(messageFaults(card)).toEqual([]);
  // The client says of every message that it mentions nobody; where channels and roles are named by mentions, that is relied on.
  expect(pings(namesPeople ? { ...card, allowed_mentions: { parse: [] } } : card)).toEqual([]);
  for (const text of textsOf(card.components ?? [])) {
    expect(text).not.toMatch(TURNED);
    // What was opened to keep names from reordering a line is closed in it.
    for (const line of text.split('\n')) expect(line.split('\u2068').length).toBe(line.split('\u2069').length);
  }
}

import { type Card, COLOURS, card } from './card.js';
import { clip } from './clip.js';

const MAX_LINE = 1_000;
const MAX_LINES = 3;

/** A short message of the bot. Everything is escaped, so that quoted input can't act as markup. */
export function notice(text: string, tone: 'plain' | 'failed' = 'plain'): Card {
  const lines = text.split('\n').map((line) => clip(line, MAX_LINE).text);
  const shown = lines.filter((line) => line !== '').slice(0, MAX_LINES);
  return card(COLOURS[tone], [shown.join('\n') || '…']);
}

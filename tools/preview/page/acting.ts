import type { Act, Outcome } from '../act-schema.js';
import { byId } from './dom.js';

/** An action without the person and place. */
export type Doing = Act extends infer Each
  ? Each extends Act
    ? Omit<Each, 'person' | 'locale' | 'channel'>
    : never
  : never;

export interface Actor {
  person: string;
  locale: string;
  channel: string;
}

/** Performs an action for a person; if it fails, shows why and returns undefined. */
export async function act(actor: Actor, doing: Doing): Promise<Outcome | undefined> {
  try {
    const response = await fetch('/acts', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ ...actor, ...doing }),
    });
    const outcome = await response.json();
    if (response.ok) return outcome;
    showNotice(outcome.error);
  } catch (error) {
    showNotice(`The preview does not answer: ${(error as Error).message}`);
  }
  return undefined;
}

let timer = 0;

/** Shows a sentence for a few seconds. */
export function showNotice(text: string): void {
  const notice = byId('notice');
  notice.textContent = text;
  notice.hidden = false;
  clearTimeout(timer);
  timer = setTimeout(() => {
    notice.hidden = true;
  }, 6_000);
}

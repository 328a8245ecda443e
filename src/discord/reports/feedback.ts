import type { APIButtonComponent } from 'discord.js';
import type { Card } from '../components/card.js';
import type { RequestContext } from '../dispatch/request-context.js';
import { renderFeedback } from './feedback-card.js';

/** Reasons that are shown, the newest. */
const SHOWN = 10;

/** What people of a server think of the answers, for who may administrate it. */
export function feedbackCard(
  { app: { state }, viewer: { language }, access: { own }, words }: RequestContext,
  guild: string,
  buttons: APIButtonComponent[] = [],
): Card {
  const titles = new Map(own.sources().map(({ id, title }) => [id, title.trim() || id]));
  const reasons = state.feedback.reasons(guild, SHOWN).map(({ answer, ...opinion }) => {
    const quotes = state.shown.find(answer, guild)?.quotes ?? [];
    const articles = new Set(quotes.flatMap(({ article }) => titles.get(article) ?? []));
    return { ...opinion, articles: [...articles] };
  });
  return renderFeedback(state.feedback.counts(guild), reasons, { t: words, language }, buttons);
}

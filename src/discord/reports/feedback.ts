import type { APIButtonComponent } from 'discord.js';
import type { Card } from '../components/card.js';
import type { RequestContext } from '../dispatch/request-context.js';
import { renderFeedback } from './feedback-card.js';

/** Number of newest reasons to show. */
const SHOWN = 10;

/** Feedback on a server's answers, for its administrators. */
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

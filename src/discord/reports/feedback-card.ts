import type { APIButtonComponent } from 'discord.js';
import { dateIn } from '../../i18n/names.js';
import type { Opinion } from '../../state/feedback.js';
import { type Card, COLOURS, card } from '../components/card.js';
import type { Reader } from '../components/citation.js';
import { clip } from '../components/clip.js';

const MAX_REASON = 200;
const MAX_TITLES = 100;

/** A vote with its reason, and the titles of the quoted articles that the reader may see. */
type Reason = Omit<Opinion, 'answer'> & { readonly articles: readonly string[] };

/** Votes of a server and up to ten reasons. `buttons` lead to other cards. */
export function renderFeedback(
  { good, bad }: { readonly good: number; readonly bad: number },
  reasons: readonly Reason[],
  { t, language }: Pick<Reader, 't' | 'language'>,
  buttons: readonly APIButtonComponent[] = [],
): Card {
  const head = `### ${t('answer:feedback.head')}`;
  if (good + bad === 0) return card(COLOURS.plain, [`${head}\n${t('answer:feedback.none')}`], buttons);
  const lines = reasons.map(({ at, reason, articles, ...vote }) => {
    const day = dateIn(language, new Date(at).toISOString());
    const about = articles.length > 0 ? articles.join(', ') : t('answer:feedback.gone');
    return `${vote.good ? '👍' : '👎'} ${clip(reason ?? '', MAX_REASON).text}\n-# ${day} · ${clip(about, MAX_TITLES).text}`;
  });
  const counts = t('answer:feedback.counts', { good, bad });
  return card(COLOURS.plain, [`${head}\n${counts}`, lines.join('\n') || t('answer:feedback.noReasons')], buttons);
}

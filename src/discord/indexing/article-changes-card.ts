import { ButtonStyle } from 'discord.js';
import type { SourceSummary } from '../../app/verbatim.js';
import type { Words } from '../../i18n/words.js';
import type { ArticleFile } from '../../intake/ports.js';
import { button } from '../components/button.js';
import { type Card, COLOURS, card } from '../components/card.js';
import { clip } from '../components/clip.js';

const MAX_TITLE = 200;

/** Asks whether to remove an article's file, and says so if other articles in it would be removed as well. */
export function renderRemovalQuestion(
  t: Words,
  { title, id }: Pick<SourceSummary, 'title' | 'id'>,
  { key, path, articles }: ArticleFile,
): Card {
  const values = { title: clip(title.trim() || id, MAX_TITLE).text, file: clip(path, MAX_TITLE).text };
  const others = articles.length - 1;
  const text = others > 0 ? t('articles:askRemoveMany', { ...values, count: others }) : t('articles:askRemove', values);
  return card(
    COLOURS.closest,
    [text],
    [
      button(t('articles:removeYes'), `articles:remove:${key}`, { style: ButtonStyle.Danger }),
      button(t('articles:removeNo'), 'articles:keep'),
    ],
  );
}

import type { SourceSummary } from '../../app/verbatim.js';
import type { Article } from '../../article/model/article.js';
import { asRead } from '../../article/text/joins.js';
import type { Language, Words } from '../../i18n/words.js';
import type { QuotedFrom } from '../../state/shown.js';
import { button } from '../components/button.js';
import { type Card, COLOURS, card } from '../components/card.js';
import { linkedTitle } from '../components/citation.js';
import { clip } from '../components/clip.js';
import { LOCALES, provenance, type Speech } from './provenance.js';
import { type ListState, listId } from './source-list.js';

const MAX_NAME = 80;
const MAX_ID = 200;
const MAX_OPENING = 600;

interface ShownSource {
  readonly source: SourceSummary;
  readonly article: Article;
  /** Undefined outside servers. */
  readonly quoted: QuotedFrom | 'never' | undefined;
}

/** An article's metadata and beginning. With `backTo`, a button leads back to that list. */
export function renderSource(
  { source, article, quoted }: ShownSource,
  { t, language }: Speech,
  backTo?: ListState,
): Card {
  const opening = article.blocks.find(({ paragraph }) => paragraph > 0);
  const facts = [
    ...provenance(source, language),
    t('sources:passages', { count: source.passages }),
    t('sources:language', { language: clip(nameOfLanguage(source.language, language), MAX_NAME).text }),
    ...(source.collection ? [t('sources:collection', { collection: clip(source.collection, MAX_NAME).text })] : []),
    ...(source.copyOf
      ? [t('sources:copyOf', { title: clip(source.copyOf.title.trim() || source.copyOf.id, MAX_NAME).text })]
      : []),
    clip(source.id, MAX_ID).text,
  ];
  const sections = [
    `### ${linkedTitle(source)}\n-# ${facts.join(' · ')}`,
    ...(opening ? [`> ${clip(asRead(article, opening), MAX_OPENING).text}`] : []),
    ...(quoted ? [`-# ${quotedLine(quoted, t)}`] : []),
  ];
  return card(COLOURS.plain, sections, backTo ? [button(t('sources:back'), listId('list', backTo))] : []);
}

function quotedLine(quoted: QuotedFrom | 'never', t: Words): string {
  if (quoted === 'never') return t('sources:notQuoted');
  return t('sources:quoted', { count: quoted.times, when: `<t:${Math.floor(quoted.last / 1_000)}:R>` });
}

function nameOfLanguage(tag: string, language: Language): string {
  try {
    return new Intl.DisplayNames(LOCALES[language], { type: 'language' }).of(tag) ?? tag;
  } catch {
    return tag;
  }
}

import { withoutFilters } from '../answer/question/filters.js';
import { foreignLanguageOf } from '../answer/question/language.js';
import { languageName } from '../i18n/names.js';
import { LANGUAGES, type Language, languageFor, wordsIn } from '../i18n/words.js';

/** The most article languages that are named. */
const MOST_NAMED = 4;

/**
 * Says that the question is in another language than the articles, and names theirs; undefined unless that is certain. Uses the
 * question's language if the bot speaks it, otherwise the asker's.
 */
export function otherLanguageNote(
  question: string,
  sources: readonly { readonly language: string }[],
  askers: Language,
): string | undefined {
  const counts = new Map<string, number>();
  for (const { language } of sources) counts.set(language, (counts.get(language) ?? 0) + 1);
  const tag = foreignLanguageOf(withoutFilters(question).text, counts.keys());
  if (!tag) return undefined;
  const language = Object.hasOwn(LANGUAGES, tag) ? languageFor(tag) : askers;
  const named = [...counts].sort(([, a], [, b]) => b - a).map(([each]) => languageName(language, each));
  const list = new Intl.ListFormat(language).format([...new Set(named)].slice(0, MOST_NAMED));
  return wordsIn(language)('answer:otherLanguage', { language: languageName(language, tag), languages: list });
}

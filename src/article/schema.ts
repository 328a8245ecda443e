import { z } from 'zod';
import { normaliseLine } from './normalise.js';

const text = z.union([z.string(), z.number()]).transform(String);
/** A field that is left out when it is not of use, rather than refusing the article for it. */
const optional = text.optional().catch(undefined);
const names = z
  .union([text, z.array(text).transform((list) => list.join(', '))])
  .optional()
  .catch(undefined);

/** The YAML in front of a Markdown file; other keys are ignored. */
export const FrontMatter = z
  .object({
    title: optional,
    publisher: optional,
    source: optional,
    author: names,
    authors: names,
    publishedAt: optional,
    date: optional,
    url: optional,
    language: optional,
    lang: optional,
  })
  .transform(({ source, authors, date, lang, ...given }) => ({
    ...given,
    publisher: given.publisher ?? source,
    author: given.author ?? authors,
    publishedAt: given.publishedAt ?? date,
    language: given.language ?? lang,
  }));

/** A line of a `.jsonl` file. */
export const JsonlArticle = z.object({
  id: text.refine((id) => normaliseLine(id) !== ''),
  title: z.string(),
  text: z.string(),
  publisher: optional,
  author: names,
  publishedAt: optional,
  url: optional,
  language: optional,
});

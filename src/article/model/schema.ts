import { z } from 'zod';

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

/** Other names than a record's own that exports give its fields, in lower case, letters only; the first that is there is used. */
export const SYNONYMS = {
  id: ['id', 'guid', 'uuid', 'articleid', 'postid'],
  title: ['title', 'headline', 'posttitle', 'subject', 'name'],
  text: [
    ...['text', 'body', 'content', 'contenthtml', 'contenttext', 'bodyhtml', 'bodytext', 'fulltext', 'articletext'],
    ...['articlebody', 'maintext', 'postcontent', 'html', 'article'],
  ],
  publisher: ['publisher', 'source', 'sourcename', 'sitename', 'site', 'publication', 'outlet', 'newspaper'],
  author: ['author', 'authors', 'byline', 'creator', 'authorname', 'postauthor', 'writer'],
  publishedAt: [
    ...[
      'publishedat',
      'publishedon',
      'published',
      'date',
      'datepublished',
      'publicationdate',
      'publishdate',
      'pubdate',
    ],
    ...['publishdatetime', 'postdate', 'datetime', 'createdat', 'created'],
  ],
  url: ['url', 'link', 'permalink', 'canonicalurl', 'sourceurl', 'articleurl', 'webpage', 'uri', 'href'],
  language: ['language', 'lang', 'locale'],
} as const;

/** As APIs give a name or a text: by itself, or as a thing that has it. */
const told = z.union([
  text,
  z.object({ rendered: text }).transform(({ rendered }) => rendered),
  z.object({ name: text }).transform(({ name }) => name),
]);
const maybeTold = told.optional().catch(undefined);

/** A row or object of an export, its fields under the names used here. */
export const RecordedArticle = z.object({
  id: maybeTold,
  title: maybeTold,
  text: told,
  publisher: maybeTold,
  author: z
    .union([told, z.array(told).transform((list) => list.join(', '))])
    .optional()
    .catch(undefined),
  publishedAt: optional,
  url: optional,
  language: optional,
});

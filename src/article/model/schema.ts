import { z } from 'zod';

const text = z.union([z.string(), z.number()]).transform(String);
/** A field that is dropped if invalid, instead of making the whole article invalid. */
const optional = text.optional().catch(undefined);
const names = z
  .union([text, z.array(text).transform((list) => list.join(', '))])
  .optional()
  .catch(undefined);

/** The YAML front matter of a Markdown file; other keys are ignored. */
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

/** Names that exports use for each field, lower-case and letters only; the first one present is used. */
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

/** A name or text as APIs return it: a plain value or an object that contains it. */
const textOrObject = z.union([
  text,
  z.object({ rendered: text }).transform(({ rendered }) => rendered),
  z.object({ name: text }).transform(({ name }) => name),
]);
const optionalText = textOrObject.optional().catch(undefined);

/** A row or object of an export, with its fields under their standard names. */
export const RecordedArticle = z.object({
  id: optionalText,
  title: optionalText,
  text: textOrObject,
  publisher: optionalText,
  author: z
    .union([textOrObject, z.array(textOrObject).transform((list) => list.join(', '))])
    .optional()
    .catch(undefined),
  publishedAt: optional,
  url: optional,
  language: optional,
});

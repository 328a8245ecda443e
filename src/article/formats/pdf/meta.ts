import type { GivenMeta } from '../../model/raw-article.js';

/** XMP metadata as PDF.js reads it, with lower-case keys. */
interface Xmp {
  get(name: string): unknown;
}

/** Placeholders that programs write if nobody entered a value. */
const NO_TITLE = /^(?:untitled|document\s*\d*|slide\s*\d*|presentation|title|about:blank|\(?no title\)?)$/i;
const NO_AUTHOR = /^(?:unknown|author|user|owner|admin(?:istrator)?|default|windows user|\S*\d{3,}\S*)$/i;
const PROGRAM = /^(?:Microsoft (?:Word|PowerPoint|Excel)|Word|OpenOffice)\s*[-–]\s*/i;
const FILE_NAME = /\.(?:docx?|odt|rtf|pdf|indd|qxp?d?|pptx?|xlsx?|tex|dvi|html?|txt|pages|cdr)$/i;

/** The useful metadata from a PDF's information dictionary, XMP and language entry. */
export function metaOf(info: Readonly<Record<string, unknown>>, xmp: Xmp | null, language: string): GivenMeta {
  const fromXmp = (name: string) => textOf(xmp?.get(name));
  const title = textOf(info.Title) ?? fromXmp('dc:title');
  const bare = title?.replace(PROGRAM, '').trim();
  const author = textOf(info.Author) ?? fromXmp('dc:creator');
  return {
    title: bare && /\p{L}{2}/u.test(bare) && !NO_TITLE.test(bare) && !FILE_NAME.test(bare) ? bare : undefined,
    author: author && !NO_AUTHOR.test(author) ? author : undefined,
    publisher: fromXmp('dc:publisher') ?? fromXmp('prism:publicationname'),
    publishedAt: fromXmp('prism:publicationdate') ?? fromXmp('dc:date') ?? dateOf(textOf(info.CreationDate)),
    url: [fromXmp('prism:url'), fromXmp('dc:identifier'), fromXmp('dc:source')].find((each) =>
      /^https?:\/\//i.test(each ?? ''),
    ),
    language: language || textOf(info.Language) || fromXmp('dc:language'),
  };
}

/** The declared language, unless the text is in another script: many programs declare their own language instead of the text's. */
export function languageFor(given: string | undefined, words: string): string | undefined {
  const letters = words.match(/\p{L}/gu)?.length ?? 0;
  const isLatin = 2 * (words.match(/\p{Script=Latin}/gu)?.length ?? 0) > letters;
  try {
    const script = given && new Intl.Locale(given.trim().replaceAll('_', '-')).maximize().script;
    return (script === 'Latn') === isLatin ? given : undefined;
  } catch {
    return undefined;
  }
}

/** The day in a date such as `D:20240506100000Z`, as ISO 8601. */
function dateOf(raw: string | undefined): string | undefined {
  const [, year, month = '01', day = '01'] = /^(?:D:)?(\d{4})(\d\d)?(\d\d)?/.exec(raw ?? '') ?? [];
  return year && `${year}-${month}-${day}`;
}

function textOf(value: unknown): string | undefined {
  const text = Array.isArray(value) ? value.filter((each) => typeof each === 'string').join(', ') : value;
  return (typeof text === 'string' && text.trim()) || undefined;
}

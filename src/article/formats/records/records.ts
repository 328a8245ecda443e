import { createHash } from 'node:crypto';
import type { RawArticle, RawBlock } from '../../model/raw-article.js';
import type { Read } from '../../model/read.js';
import { RecordedArticle, SYNONYMS } from '../../model/schema.js';
import { UnreadableError } from '../../model/unreadable.js';
import { normaliseLine } from '../../text/normalise.js';
import { htmlBlocks } from '../html/blocks.js';
import { bodyOf, parseFragment } from '../html/dom.js';
import { MAX_BYTES } from '../read.js';

type Field = keyof typeof SYNONYMS;
const FIELDS = Object.keys(SYNONYMS) as Field[];
/** Tags that are typical of marked-up text. Plain texts about HTML rarely contain one that is closed. */
const BLOCK_MARKUP = /<(?:p|br|div|ul|ol|h[1-6]|blockquote|table|figure)\b[^<>]*>|<!-- wp:/i;
const INLINE_MARKUP = /<(a|em|strong|b|i|span)\b[^<>]{0,2000}>[^<>]{0,2000}<\/\1>/i;

/** Makes articles from the rows or objects of one file. */
export class Records {
  private readonly made = new Map<string, number>();

  /** @param path of the file; generated ids start with it. */
  constructor(private readonly path: string) {}

  /** @param where the position of the row or object. */
  read(where: string, entries: Iterable<readonly [string, unknown]>): Read {
    const fields = fieldsOf(entries);
    const parsed = RecordedArticle.safeParse(fields);
    if (!parsed.success) {
      return { where, reason: 'Has no text. Each article needs a field "text" (or "body" or "content") that is text.' };
    }
    const { id, title, text, ...given } = parsed.data;
    if (Buffer.byteLength(text) > MAX_BYTES) {
      return { where, reason: 'Larger than 20 MB. Split it into several articles.' };
    }
    try {
      const about = { ...given, ...(title !== undefined && { title: plain(title) }) };
      const own = id === undefined ? '' : normaliseLine(id);
      return { where, raw: { ...about, id: own || this.idFor(given.url ?? title, where), ...body(text) } };
    } catch (cause) {
      if (cause instanceof UnreadableError) return { where, reason: cause.message };
      throw cause;
    }
  }

  /** Makes the same id in every run, from the article's URL or title, otherwise its position. A counter makes it unique. */
  private idFor(urlOrTitle: string | undefined, where: string): string {
    const identity = normaliseLine(urlOrTitle ?? '') || where;
    const hash = createHash('sha256').update(identity).digest('hex').slice(0, 12);
    const count = (this.made.get(hash) ?? 0) + 1;
    this.made.set(hash, count);
    return `${normaliseLine(this.path)}#${hash}${count > 1 ? `-${count}` : ''}`;
  }
}

/** The known field that a column or key name stands for. */
export function fieldNamed(name: string): Field | undefined {
  const bare = bareName(name);
  return FIELDS.find((field) => (SYNONYMS[field] as readonly string[]).includes(bare));
}

/** The fields under their standard names, without empty ones. Names from a file never become object keys. */
function fieldsOf(entries: Iterable<readonly [string, unknown]>): Partial<Record<Field, unknown>> {
  const values = new Map<string, unknown>();
  for (const [name, value] of entries) {
    const bare = bareName(name);
    if (!values.has(bare) && value !== null && value !== undefined && value !== '') values.set(bare, value);
  }
  return Object.fromEntries(
    FIELDS.flatMap((field) => {
      const name = SYNONYMS[field].find((each) => values.has(each));
      return name === undefined ? [] : [[field, values.get(name)]];
    }),
  );
}

function bareName(name: string): string {
  return name.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
}

type Body =
  | Pick<RawArticle & { format: 'plain' }, 'format' | 'text'>
  | { readonly format: 'blocks'; readonly blocks: readonly RawBlock[] };

/** A plain text, or the blocks of a text with markup. */
function body(text: string): Body {
  if (!BLOCK_MARKUP.test(text) && !INLINE_MARKUP.test(text)) return { format: 'plain', text };
  // Some systems separate paragraphs with blank lines and have markup only inside them.
  const markup = /<(?:p|div)\b/i.test(text) ? text : text.replace(/\n[ \t]*\r?\n/g, '<p>');
  return { format: 'blocks', blocks: htmlBlocks(bodyOf(parseFragment(markup))) };
}

/** A title as plain text; some exports have markup in it. */
function plain(title: string): string {
  if (title.length > 2_000 || !/&(?:#\d+|#x[\da-f]+|[a-z]+\d*);|<\/?[a-z][^<>]*>/i.test(title)) return title;
  return bodyOf(parseFragment(title)).textContent;
}

import type { BlockKind } from '../model/article.js';
import { type Draft, hasWords, type Line, linesOf, WORDS_LIMIT } from '../model/draft.js';

// Reads line by line instead of using a full CommonMark parser: those take minutes for some files of 100 kB, and only blocks with
// exact offsets are needed. Inline markup stays in the text.
const QUOTE = /^(?:> ?)+/;
const FENCE = /^(`{3,}|~{3,})/;
const HEADING = /^#{1,6}(?:\s+|$)/;
const UNDERLINE = /^(?:=+|-+)$/;
const RULE = /^(?:[-*_][ \t]*){3,}$/;
const ITEM = /^(?:[-*+•]|\d{1,9}[.)])\s+(?:\[[ xX]\]\s+)?(?=\S)/;
const FOOTNOTE = /^\[\^[^\]]{1,100}\]:\s*/;
const DEFINITION = /^\[[^\]]{1,300}\]:\s*\S/;
const TAG_ONLY = /^<[/!?]?[a-z][^<>]{0,500}>$/i;
const COMMENT = '<!--';
const TABLE_RULE = /^[|:\-\s]+$/;

/** The blocks of Markdown, each spanning its content without markers. Rules, definitions, comments and lone images are skipped. */
export function markdownBlocks(text: string): Draft[] {
  const reader = new Reader(text);
  for (const line of linesOf(text)) reader.read(line);
  return reader.finish();
}

/** An open code block; `end` is 0 until it has a line. */
interface Fence {
  readonly mark: string;
  start: number;
  end: number;
}

class Reader {
  private readonly blocks: Draft[] = [];
  private open: { kind: BlockKind; start: number; end: number; quoted: boolean } | undefined;
  private fence: Fence | undefined;
  private inComment = false;

  constructor(private readonly text: string) {}

  finish(): Draft[] {
    this.close();
    if (this.fence) this.add('code', this.fence.start, this.fence.end);
    return this.blocks;
  }

  read(line: Line): void {
    if (this.fence) this.readCode(line, this.fence);
    else this.readLine(line);
  }

  private readLine(line: Line): void {
    const prefix = QUOTE.exec(line.text)?.[0].length ?? 0;
    const content = line.text.slice(prefix).trimStart();
    const quoted = prefix > 0;
    if (this.inComment || content.startsWith(COMMENT)) {
      this.close();
      this.inComment = !content.includes('-->');
    } else if (content) {
      if (this.open && this.open.quoted !== quoted) this.close();
      this.readContent(content, line.end - content.length, line.end, quoted);
    } else {
      this.close();
    }
  }

  private readCode(line: Line, fence: Fence): void {
    if (line.text.startsWith(fence.mark) && !line.text.replace(/^[`~]+/, '')) {
      this.add('code', fence.start, fence.end);
      this.fence = undefined;
    } else if (line.text) {
      if (!fence.end) fence.start = line.start;
      fence.end = line.end;
    }
  }

  private readContent(content: string, start: number, end: number, quoted: boolean): void {
    const fence = FENCE.exec(content)?.[1];
    const heading = HEADING.exec(content)?.[0].length;
    const item = ITEM.exec(content)?.[0].length;
    if (fence && !content.slice(fence.length).includes('`')) {
      this.close();
      this.fence = { mark: fence, start: 0, end: 0 };
    } else if (heading !== undefined) {
      this.close();
      const closing = /\s#+$/.exec(content.slice(-20))?.[0].length ?? 0;
      this.add('heading', start + heading, end - (heading + closing < content.length ? closing : 0));
    } else if (this.open?.kind === 'paragraph' && UNDERLINE.test(content)) {
      this.open.kind = 'heading';
      this.close();
    } else if (RULE.test(content) || TAG_ONLY.test(content)) {
      this.close();
    } else if (content.startsWith('|')) {
      this.close();
      if (!TABLE_RULE.test(content)) this.add('item', start, end);
    } else if (item !== undefined && (this.open?.kind !== 'paragraph' || !/^\d\d/.test(content))) {
      this.close();
      this.open = { kind: 'item', start: start + item, end, quoted };
    } else if (this.open) {
      this.open.end = end;
    } else {
      const note = FOOTNOTE.exec(content)?.[0].length ?? 0;
      if (note || !DEFINITION.test(content)) this.open = { kind: 'paragraph', start: start + note, end, quoted };
    }
  }

  private close(): void {
    if (this.open) this.add(this.open.kind, this.open.start, this.open.end);
    this.open = undefined;
  }

  private add(kind: BlockKind, start: number, end: number): void {
    const content = this.text.slice(start, end).trimEnd();
    const words = withoutMarkup(content.slice(0, WORDS_LIMIT));
    if (hasWords(words)) this.blocks.push({ kind, start, end: start + content.length, words });
  }
}

/** Removes images, and keeps only the label of links and the words of emphasis. Repetitions are bounded to keep it linear. */
function withoutMarkup(source: string): string {
  return source
    .replace(/!\[[^\]]{0,200}\]\([^)]{0,500}\)/g, ' ')
    .replace(/\[([^[\]]{0,300})\](?:\([^)]{0,500}\)|\[[^\]]{0,100}\])?/g, '$1')
    .replace(/(?:^|\n)[>\s]+/g, ' ')
    .replace(/[*_`]+/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}

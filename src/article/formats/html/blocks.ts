import type { RawBlock } from '../../model/raw-article.js';
import { type DomElement, type DomNode, elementsUnder, isElement, isText, nameOf, shortText } from './dom.js';
import { isShown } from './shown.js';

type Kind = RawBlock['kind'];

/** Elements that start a new block, with the kind of their content; undefined if they keep the enclosing kind. */
const BLOCKS: ReadonlyMap<string, Kind | undefined> = new Map<string, Kind | undefined>([
  ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].map((name) => [name, 'heading'] as const),
  ...['li', 'dt', 'dd'].map((name) => [name, 'item'] as const),
  ...['pre', 'listing', 'xmp', 'plaintext'].map((name) => [name, 'code'] as const),
  ['figcaption', 'boilerplate'],
  ...(
    'html body main article section div p blockquote address center figure details summary fieldset form header footer ' +
    'aside hgroup ul ol dl dir table caption thead tbody tfoot tr td th hr dialog search'
  )
    .split(' ')
    .map((name) => [name, undefined] as const),
]);
/** Elements that show that a table is only used for layout. */
const IN_LAYOUT = new Set(['table', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'ul', 'ol', 'dl', 'pre', 'blockquote']);
/** Longest content of a data cell, in characters; longer cells hold prose. */
const CELL_MAX = 600;
const CELL_END = ' | ';

/** Invisible characters without effect on line breaks: soft hyphens, zero-width spaces and joiners, byte order marks. */
const INVISIBLE = /[\u00ad\u200b\u2060\ufeff]/g;
/** Maximum size of a note mark. */
const MARK = { nodes: 12, characters: 40 } as const;
const NOTE_MARK = /^[[(]?(?:\d{1,4}|\p{L}|[*†‡§]{1,4}|\p{L}{1,8} \d{1,4})[\])]?$/u;
const SUPERSCRIPTS: Readonly<Record<string, string>> = Object.fromEntries(
  [...'0123456789+-−'].map((sign, at) => [sign, '⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻'[at] ?? sign]),
);

/**
 * The visible content of an element as blocks: white space collapsed as in a browser, `<br>` as a line end, a table row as an
 * item. Note marks are left out, and superscript numbers become superscript characters, so that 10<sup>6</sup> does not become
 * 106. Traverses the tree without recursion.
 * @param leaveOut elements to skip in addition to hidden ones.
 */
export function htmlBlocks(root: DomNode, leaveOut: (element: DomElement) => boolean = () => false): RawBlock[] {
  const walk = new Walk(leaveOut);
  for (let node: DomNode | null = root; node; ) {
    const isRead = node === root || walk.enter(node);
    if (isRead && node.firstChild) {
      node = node.firstChild;
      continue;
    }
    if (isRead) walk.leave(node);
    while (node && node !== root && !node.nextSibling) {
      node = node.parentNode;
      if (node) walk.leave(node);
    }
    node = node && node !== root ? node.nextSibling : null;
  }
  return walk.finish();
}

class Walk {
  private readonly blocks: RawBlock[] = [];
  /** The open elements that set a kind, outermost first. */
  private readonly kinds: { readonly node: DomNode; readonly kind: Kind }[] = [];
  /** The open row of a data table, and whether it has had a cell. */
  private row: { readonly node: DomNode; hasCell: boolean } | undefined;
  private readonly dataTables = new Set<DomNode>();
  private text: string[] = [];

  constructor(private readonly leaveOut: (element: DomElement) => boolean) {}

  /** Whether a node has content to read. */
  enter(node: DomNode): boolean {
    if (isText(node)) this.add(node.textContent);
    if (!isElement(node)) return !isText(node);
    if (!isShown(node) || this.leaveOut(node)) return false;
    const name = nameOf(node);
    if (name === 'br') this.text.push('\n');
    if (name === 'sup' && this.readSuperscript(node)) return false;
    if (isNoteLink(node)) return false;
    if (name === 'table' && isData(node)) this.dataTables.add(node);
    if (BLOCKS.has(name)) this.open(node, name);
    return true;
  }

  leave(node: DomNode): void {
    if (!isElement(node)) return;
    if (this.row?.node === node) {
      this.flush();
      this.row = undefined;
    } else if (this.row) {
      if (BLOCKS.has(nameOf(node))) this.text.push(' ');
    } else if (BLOCKS.has(nameOf(node))) this.flush();
    if (this.kinds.at(-1)?.node === node) this.kinds.pop();
  }

  finish(): RawBlock[] {
    this.flush();
    return this.blocks;
  }

  private open(node: DomElement, name: string): void {
    if (this.row) {
      if (name === 'td' || name === 'th') {
        if (this.row.hasCell) this.text.push(CELL_END);
        this.row.hasCell = true;
      }
      this.text.push(' ');
      return;
    }
    this.flush();
    if (name === 'tr' && this.isInData(node)) {
      this.row = { node, hasCell: false };
      this.kinds.push({ node, kind: this.kind === 'boilerplate' ? 'boilerplate' : 'item' });
      return;
    }
    const kind = BLOCKS.get(name);
    if (kind) this.kinds.push({ node, kind: this.kind === 'boilerplate' ? 'boilerplate' : kind });
  }

  private isInData(row: DomElement): boolean {
    for (let up = row.parentNode; up && isElement(up); up = up.parentNode) {
      if (nameOf(up) === 'table') return this.dataTables.has(up);
    }
    return false;
  }

  private get kind(): Kind {
    return this.kinds.at(-1)?.kind ?? 'paragraph';
  }

  private add(raw: string): void {
    const visible = raw.replace(INVISIBLE, '');
    this.text.push(this.kind === 'code' ? visible.replaceAll('\f', '\n') : visible.replace(/[ \t\n\r\f]+/g, ' '));
  }

  /** Writes a superscript number and leaves out a note mark; returns false for anything else. */
  private readSuperscript(node: DomElement): boolean {
    const said = shortText(node, MARK);
    if (said === undefined) return false;
    if (NOTE_MARK.test(said) && linksWithin(node)) return true;
    if (!/^[+−-]?\d{1,4}$/.test(said)) return false;
    this.text.push([...said].map((sign) => SUPERSCRIPTS[sign] ?? sign).join(''));
    return true;
  }

  private flush(): void {
    if (this.text.length === 0) return;
    const text = this.text.join('');
    this.text = [];
    const { kind } = this;
    const parts =
      kind === 'code'
        ? [text.replace(/\r\n?/g, '\n').replace(/^\s*\n/, '')]
        : text
            .replace(/ {2,}/g, ' ')
            .replace(/ ?\n ?/g, '\n')
            .split(/\n{2,}/);
    for (const part of parts) {
      if (this.row ? /[\p{L}\p{N}]/u.test(part) : part.trim())
        this.blocks.push({ kind, text: kind === 'code' ? part.trimEnd() : part.trim() });
    }
  }
}

/** Whether a superscript mark links to a place on its page. */
function linksWithin(node: DomElement): boolean {
  for (let up: DomNode | null = node.parentNode; up && isElement(up); up = up.parentNode) {
    if (nameOf(up) === 'a') return leadsWithin(up) && shortText(up, MARK) === shortText(node, MARK);
    if (BLOCKS.has(nameOf(up))) break;
  }
  for (const element of elementsUnder(node)) {
    if (nameOf(element) === 'a' && leadsWithin(element)) return true;
  }
  return false;
}

function leadsWithin(link: DomElement): boolean {
  return (link.getAttribute('href') ?? '').includes('#');
}

/** Whether an element is itself a link to a note or back from one, as in books and Word files. */
function isNoteLink(node: DomElement): boolean {
  if (nameOf(node) !== 'a' || !leadsWithin(node)) return false;
  const role = `${node.getAttribute('role') ?? ''} ${node.getAttribute('epub:type') ?? ''}`;
  return (
    /\bnoteref\b|\bdoc-(?:noteref|backlink)\b/.test(role) || /^(?:[↑↩↵^\s]|\ufe0e)+$/u.test(shortText(node, MARK) ?? '')
  );
}

/** Whether a table holds data instead of laying out a page: more than one column, and only short cells. */
function isData(table: DomElement): boolean {
  let [rows, cells] = [0, 0];
  for (const element of elementsUnder(table)) {
    const name = nameOf(element);
    if (IN_LAYOUT.has(name)) return false;
    if (name === 'tr') rows++;
    if (name !== 'td' && name !== 'th') continue;
    cells++;
    if (element.textContent.length > CELL_MAX) return false;
  }
  return cells > rows;
}

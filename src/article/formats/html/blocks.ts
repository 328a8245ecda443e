import type { RawBlock } from '../../model/raw-article.js';
import { type DomElement, type DomNode, elementsUnder, isElement, isText, nameOf, shortText } from './dom.js';
import { isShown } from './shown.js';

type Kind = RawBlock['kind'];

/** Elements that begin a block of their own, with the kind that they give what is in them; none is that of what they lie in. */
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
/** Makes of a table one that only lays things out. */
const IN_LAYOUT = new Set(['table', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'ul', 'ol', 'dl', 'pre', 'blockquote']);
/** Characters of a cell from which on it is text rather than data. */
const CELL_MAX = 600;
const CELL_END = ' | ';

/** What breaks no line and shows nothing: soft hyphens, zero-width spaces and joints, byte order marks. */
const UNSEEN = /[\u00ad\u200b\u2060\ufeff]/g;
/** The most that a mark holds. */
const MARK = { nodes: 12, characters: 40 } as const;
const NOTE_MARK = /^[[(]?(?:\d{1,4}|\p{L}|[*†‡§]{1,4}|\p{L}{1,8} \d{1,4})[\])]?$/u;
const SUPERSCRIPTS: Readonly<Record<string, string>> = Object.fromEntries(
  [...'0123456789+-−'].map((sign, at) => [sign, '⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻'[at] ?? sign]),
);

/**
 * What is shown under an element, in blocks: white space as a browser collapses it, `<br>` as a line end, a table's row as an
 * item. Marks of notes are left out, and raised figures written as such, so that 10<sup>6</sup> does not become 106. Goes
 * through the tree without recursion.
 * @param leaveOut elements that are not read, beside what is hidden.
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
  /** What is open from the root down, as far as it matters: the kinds that elements give. */
  private readonly kinds: { readonly node: DomNode; readonly kind: Kind }[] = [];
  /** The row of a data table that is open, and whether it has had a cell. */
  private row: { readonly node: DomNode; hasCell: boolean } | undefined;
  private readonly dataTables = new Set<DomNode>();
  private text: string[] = [];

  constructor(private readonly leaveOut: (element: DomElement) => boolean) {}

  /** Whether there is anything to be read in a node. */
  enter(node: DomNode): boolean {
    if (isText(node)) this.add(node.textContent);
    if (!isElement(node)) return !isText(node);
    if (!isShown(node) || this.leaveOut(node)) return false;
    const name = nameOf(node);
    if (name === 'br') this.text.push('\n');
    if (name === 'sup' && this.raised(node)) return false;
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
    const seen = raw.replace(UNSEEN, '');
    this.text.push(this.kind === 'code' ? seen.replaceAll('\f', '\n') : seen.replace(/[ \t\n\r\f]+/g, ' '));
  }

  /** Writes a raised number as such, and leaves out a note's mark; false for anything else. */
  private raised(node: DomElement): boolean {
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

/** Whether a raised mark leads to a place on its page. */
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

/** Whether an element is itself a link to a note, or back from one, as books and Word files have them. */
function isNoteLink(node: DomElement): boolean {
  if (nameOf(node) !== 'a' || !leadsWithin(node)) return false;
  const role = `${node.getAttribute('role') ?? ''} ${node.getAttribute('epub:type') ?? ''}`;
  return (
    /\bnoteref\b|\bdoc-(?:noteref|backlink)\b/.test(role) || /^(?:[↑↩↵^\s]|\ufe0e)+$/u.test(shortText(node, MARK) ?? '')
  );
}

/** Whether a table holds data rather than laying out a page: more than one column, and nothing but short cells. */
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

import { DOMParser } from 'linkedom';
import { UnreadableError } from '../../model/unreadable.js';

/** As much of the DOM as is read here. */
export interface DomNode {
  textContent: string;
  readonly nodeType: number;
  readonly firstChild: DomNode | null;
  readonly nextSibling: DomNode | null;
  readonly parentNode: DomNode | null;
}

export interface DomElement extends DomNode {
  /** Of HTML in lower case; of XML as it is written, with its prefix. */
  readonly localName: string;
  readonly attributes: { readonly length: number };
  getAttribute(name: string): string | null;
  hasAttribute(name: string): boolean;
  remove(): void;
  before(node: DomNode): void;
}

/** A parsed document: itself, for libraries and for writing it down, and its outermost element. */
export interface Parsed {
  readonly document: unknown;
  readonly root: DomElement;
}

const ELEMENT = 1;
const TEXT = 3;
const CDATA = 4;

/** The parser's time grows with the square of the depth, and any tag may open one more level. */
const MAX_TAGS = 60_000;
/** `<` and `&`, each of which may make a node. */
const MAX_NODES = 250_000;
/** Of one element; each look-up of one goes through all. */
const MAX_ATTRIBUTES = 300;
/** Levels of elements; pages have some dozens, and those that forget to close what they open some hundreds. */
const MAX_DEPTH = 2_000;

/** Parses a page without running or fetching anything; whatever it leaves out, it comes out with a body. @throws UnreadableError */
export function parseHtml(markup: string): Parsed {
  const whole = /<html[\s>]/i.test(markup) && /<body[\s>]/i.test(markup) ? parse(markup, 'text/html') : undefined;
  return whole && isWhole(whole.root) ? whole : parseFragment(markup);
}

/** Parses HTML that is no whole page. @throws UnreadableError */
export function parseFragment(markup: string): Parsed {
  return parsed(`<!doctype html><html><head></head><body>${markup}</body></html>`, 'text/html');
}

/** Parses XML; entities that its own document type declares stay as they are written. @throws UnreadableError */
export function parseXml(markup: string): Parsed {
  return parsed(markup, 'text/xml');
}

function parsed(markup: string, type: 'text/html' | 'text/xml'): Parsed {
  const found = parse(markup, type);
  if (!found) throw new UnreadableError('Damaged: it holds no markup.');
  return found;
}

function parse(markup: string, type: 'text/html' | 'text/xml'): Parsed | undefined {
  if (count(markup, /<[a-z]/gi) > MAX_TAGS || count(markup, /[<&]/g) > MAX_NODES) {
    throw new UnreadableError('Has too many elements to be read as one. Split it into several files.');
  }
  try {
    const document = new DOMParser().parseFromString(markup, type);
    const root = document.documentElement as unknown as DomElement | null;
    if (!root) return undefined;
    check(root);
    return { document, root };
  } catch (cause) {
    if (cause instanceof RangeError) throw new UnreadableError('Its markup is too intricate to be read.', { cause });
    throw cause;
  }
}

/** Whether a page has the outermost elements that browsers would give it, in their places. */
function isWhole(root: DomElement): boolean {
  const names: string[] = [];
  for (let node = root.firstChild; node; node = node.nextSibling) if (isElement(node)) names.push(nameOf(node));
  return nameOf(root) === 'html' && !root.nextSibling && /^(?:head,)?body$/.test(names.join());
}

/** Every element under a node, itself left out, in order. */
export function* elementsUnder(root: DomNode): Generator<DomElement> {
  for (let node = after(root, root, true); node; node = after(node, root, true)) {
    if (isElement(node)) yield node;
  }
}

/** The node that comes next in the order of the document, within a subtree; with or without those under it. */
export function after(node: DomNode, root: DomNode, inside: boolean): DomNode | undefined {
  if (inside && node.firstChild) return node.firstChild;
  for (let at: DomNode | null = node; at && at !== root; at = at.parentNode) {
    if (at.nextSibling) return at.nextSibling;
  }
  return undefined;
}

export function isElement(node: DomNode): node is DomElement {
  return node.nodeType === ELEMENT;
}

export function isText(node: DomNode): boolean {
  return node.nodeType === TEXT || node.nodeType === CDATA;
}

/** The body of a page. */
export function bodyOf({ root }: Parsed): DomElement {
  for (const element of elementsUnder(root)) if (nameOf(element) === 'body') return element;
  return root;
}

/** The name of an element without a prefix. */
export function nameOf({ localName }: DomElement): string {
  return localName.slice(localName.indexOf(':') + 1).toLowerCase();
}

/** What an element says, if it is no more than that; undefined when it is more, found out without going through all of it. */
export function shortText(
  element: DomElement,
  most: { readonly nodes: number; readonly characters: number },
): string | undefined {
  let [text, nodes] = ['', 0];
  for (let node = after(element, element, true); node; node = after(node, element, true)) {
    if (isText(node)) text += node.textContent;
    if (++nodes > most.nodes || text.length > most.characters) return undefined;
  }
  return text.trim();
}

interface Measure {
  readonly nodes: number;
  /** Levels of elements. */
  readonly depth: number;
  /** All nodes' levels together, which is what looking from each at those around it costs. */
  readonly weight: number;
}

/** How much there is under an element. */
export function measure(root: DomElement): Measure {
  let [nodes, deepest, weight, depth] = [0, 0, 0, 0];
  for (let node: DomNode | null = root; node; ) {
    nodes++;
    weight += depth;
    if (node.firstChild) {
      node = node.firstChild;
      deepest = Math.max(deepest, ++depth);
      continue;
    }
    while (node && node !== root && !node.nextSibling) {
      node = node.parentNode;
      depth--;
    }
    node = node && node !== root ? node.nextSibling : null;
  }
  return { nodes, depth: deepest, weight };
}

function check(root: DomElement): void {
  if (measure(root).depth > MAX_DEPTH) {
    throw new UnreadableError(`Its elements are nested more than ${MAX_DEPTH} deep. Save it anew from a browser.`);
  }
  for (const { attributes } of elementsUnder(root)) {
    if (attributes.length > MAX_ATTRIBUTES) {
      throw new UnreadableError(
        `Has an element with more than ${MAX_ATTRIBUTES} attributes. Save it anew from a browser.`,
      );
    }
  }
}

function count(text: string, pattern: RegExp): number {
  let found = 0;
  for (pattern.lastIndex = 0; pattern.test(text); ) found++;
  return found;
}

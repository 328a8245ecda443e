// The same parser in one file, which loads in a fifth of the time.
import { DOMParser } from 'linkedom/worker';
import { UnreadableError } from '../../model/unreadable.js';

/** The parts of the DOM that are used here. */
export interface DomNode {
  textContent: string;
  readonly nodeType: number;
  readonly firstChild: DomNode | null;
  readonly nextSibling: DomNode | null;
  readonly parentNode: DomNode | null;
}

export interface DomElement extends DomNode {
  /** Lower case in HTML; in XML as written, with its prefix. */
  readonly localName: string;
  readonly attributes: { readonly length: number };
  getAttribute(name: string): string | null;
  hasAttribute(name: string): boolean;
  remove(): void;
  before(node: DomNode): void;
}

/** A parsed document: the document object, for libraries and for serialising, and its root element. */
export interface Parsed {
  readonly document: unknown;
  readonly root: DomElement;
}

const ELEMENT = 1;
const TEXT = 3;
const CDATA = 4;

/** The parser's time grows with the square of the depth, and every tag may add a level. */
const MAX_TAGS = 60_000;
/** Maximum number of `<` and `&`, each of which may create a node. */
const MAX_NODES = 250_000;
/** Maximum number of attributes per element; each look-up scans all of them. */
const MAX_ATTRIBUTES = 300;
/** Maximum depth. Pages have some dozens of levels; pages with many unclosed elements have some hundreds. */
const MAX_DEPTH = 2_000;

/** Parses a page without running or fetching anything. The result always has a body. @throws UnreadableError */
export function parseHtml(markup: string): Parsed {
  const page = /<html[\s>]/i.test(markup) && /<body[\s>]/i.test(markup) ? parse(markup, 'text/html') : undefined;
  return page && isComplete(page.root) ? page : parseFragment(markup);
}

/** Parses an HTML fragment. @throws UnreadableError */
export function parseFragment(markup: string): Parsed {
  return parsed(`<!doctype html><html><head></head><body>${markup}</body></html>`, 'text/html');
}

/** Parses XML; entities declared in its own document type are not expanded. @throws UnreadableError */
export function parseXml(markup: string): Parsed {
  return parsed(markup, 'text/xml');
}

function parsed(markup: string, type: 'text/html' | 'text/xml'): Parsed {
  const found = parse(markup, type);
  if (!found) throw new UnreadableError('Damaged: it has no markup.');
  return found;
}

function parse(markup: string, type: 'text/html' | 'text/xml'): Parsed | undefined {
  if (count(markup, /<[a-z]/gi) > MAX_TAGS || count(markup, /[<&]/g) > MAX_NODES) {
    throw new UnreadableError('Has too many elements to be read. Split it into several files.');
  }
  try {
    const document = new DOMParser().parseFromString(markup, type);
    const root = document.documentElement as unknown as DomElement | null;
    if (!root) return undefined;
    check(root);
    return { document, root };
  } catch (cause) {
    if (cause instanceof RangeError) throw new UnreadableError('Its markup is too complex to be read.', { cause });
    throw cause;
  }
}

/** Whether a page has the top-level elements that browsers would create, in their places. */
function isComplete(root: DomElement): boolean {
  const names: string[] = [];
  for (let node = root.firstChild; node; node = node.nextSibling) if (isElement(node)) names.push(nameOf(node));
  return nameOf(root) === 'html' && !root.nextSibling && /^(?:head,)?body$/.test(names.join());
}

/** All elements under a node, without the node itself, in document order. */
export function* elementsUnder(root: DomNode): Generator<DomElement> {
  for (let node = after(root, root, true); node; node = after(node, root, true)) {
    if (isElement(node)) yield node;
  }
}

/** The next node in document order within a subtree; with `inside`, descendants of the node come first. */
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

/** An element's name without its prefix, in lower case. */
export function nameOf({ localName }: DomElement): string {
  return localName.slice(localName.indexOf(':') + 1).toLowerCase();
}

/** An element's text if it is within the limits; otherwise undefined, without traversing the whole element. */
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
  /** Sum of all nodes' depths: the cost of looking from each node at its ancestors. */
  readonly weight: number;
}

/** Measures the size of an element. */
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
    throw new UnreadableError(`Its elements are nested more than ${MAX_DEPTH} deep. Save it again from a browser.`);
  }
  for (const { attributes } of elementsUnder(root)) {
    if (attributes.length > MAX_ATTRIBUTES) {
      throw new UnreadableError(
        `Has an element with more than ${MAX_ATTRIBUTES} attributes. Save it again from a browser.`,
      );
    }
  }
}

function count(text: string, pattern: RegExp): number {
  let found = 0;
  for (pattern.lastIndex = 0; pattern.test(text); ) found++;
  return found;
}

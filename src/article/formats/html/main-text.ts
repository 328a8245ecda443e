import { Readability } from '@mozilla/readability';
import type { RawBlock } from '../../model/raw-article.js';
import { htmlBlocks } from './blocks.js';
import {
  bodyOf,
  type DomElement,
  type DomNode,
  elementsUnder,
  isElement,
  measure,
  nameOf,
  type Parsed,
  shortText,
} from './dom.js';
import { isFurniture, isLinkList, isShown } from './shown.js';

/** Larger pages skip Readability, which examines the surroundings of every element. */
const MAX = { nodes: 40_000, depth: 100, weight: 1_000_000 } as const;
/** With less main text than this, in characters, the page may be a list, or too short to tell. */
const LITTLE = 250;
const HEADING = /^h[1-6]$/;
/** Longest text, in characters, that counts as a heading, and the most that may be next to it in its wrapper. */
const HEADING_MAX = 300;
const BESIDE = { nodes: 40, characters: 30 } as const;

/**
 * The main text of a page according to Readability, or everything except navigation and the like if Readability finds next to
 * nothing. Modifies the document.
 */
export function mainBlocks(page: Parsed): RawBlock[] {
  const whole = htmlBlocks(bodyOf(page), (element) => isFurniture(element) || isLinkList(element));
  const main = mainOf(page);
  const blocks = main ? htmlBlocks(main, isFurniture) : [];
  return lengthOf(blocks) >= LITTLE || whole.length === 0 ? blocks : whole;
}

function mainOf({ document, root }: Parsed): DomNode | undefined {
  const { nodes, depth, weight } = measure(root);
  if (nodes > MAX.nodes || depth > MAX.depth || weight > MAX.weight) return undefined;
  for (const element of [...elementsUnder(root)]) {
    if (!isShown(element) || isFurniture(element)) element.remove();
    else if (HEADING.test(nameOf(element))) freeHeading(element);
  }
  try {
    const options = { serializer: (node: unknown) => node as DomNode, disableJSONLD: true };
    return new Readability<DomNode>(document as never, options).parse()?.content ?? undefined;
  } catch {
    return undefined;
  }
}

/** Readability drops buttons in headings, and drops wrappers with a heading and links as if they were menus. */
function freeHeading(heading: DomElement): void {
  const [said, ...others] = htmlBlocks(heading);
  if (!said || others.length > 0 || said.text.length > HEADING_MAX) return;
  heading.textContent = said.text;
  const wrapper = heading.parentNode;
  if (!wrapper || !isElement(wrapper) || nameOf(wrapper) !== 'div') return;
  const all = shortText(wrapper, { nodes: BESIDE.nodes, characters: said.text.length + BESIDE.characters });
  if (all !== undefined) wrapper.before(heading);
}

function lengthOf(blocks: readonly RawBlock[]): number {
  return blocks.reduce((sum, { text }) => sum + text.length, 0);
}

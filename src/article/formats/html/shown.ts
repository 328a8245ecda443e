import { after, type DomElement, isElement, isText, nameOf } from './dom.js';

/** Elements whose content is not shown as text or is not part of the reading text: scripts, fallbacks, form fields, ruby. */
const NEVER = new Set(
  (
    'head title meta link base script style template noscript noframes iframe object embed applet audio video canvas svg ' +
    'map select datalist input textarea option progress meter annotation annotation-xml rt rp ' +
    'nav menu'
  ).split(' '),
);
const HIDING_STYLE = /(?:^|[;\s])(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse))/i;
/** Common class names for text meant only for screen readers. */
const UNSEEN_CLASS = /(?:^|\s)(?:sr-only|visually-?hidden|screen-reader-(?:text|only))(?:\s|$)/i;
/** Maximum number of characters examined in `style` and `class`. */
const ATTRIBUTE_MAX = 2_000;

/** Whether an element's content is visible, as far as the element itself determines it. */
export function isShown(element: DomElement): boolean {
  const name = nameOf(element);
  if (NEVER.has(name) || element.hasAttribute('hidden') || element.hasAttribute('popover')) return false;
  if (name === 'button' && !isWithin(element, OPENING)) return false;
  if (name === 'dialog' && !element.hasAttribute('open')) return false;
  if (element.getAttribute('aria-hidden')?.trim().toLowerCase() === 'true') return false;
  const style = element.getAttribute('style')?.slice(0, ATTRIBUTE_MAX);
  if (style && HIDING_STYLE.test(style.replace(/\/\*.*?\*\//g, ''))) return false;
  return !UNSEEN_CLASS.test(element.getAttribute('class')?.slice(0, ATTRIBUTE_MAX) ?? '');
}

/** Elements in which a button opens the text below. */
const OPENING = new Set(['h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'summary', 'dt']);
const TEXTS = new Set(['article', 'main']);
const FURNITURE = new Set(['aside', 'footer']);
const FURNITURE_ROLES = /^(?:navigation|banner|contentinfo|search|complementary|menu|menubar|dialog|alertdialog)$/i;

/** Whether an element of a web page is site furniture rather than the page's own text. */
export function isFurniture(element: DomElement): boolean {
  const name = nameOf(element);
  if (FURNITURE.has(name)) return true;
  // An article's header has its title and date; a page's header belongs to the site.
  if (name === 'header') return !isWithin(element, TEXTS);
  return FURNITURE_ROLES.test(element.getAttribute('role')?.trim() ?? '');
}

/** Maximum number of nodes of a list that are examined. */
const LIST_NODES = 2_000;

/** Whether a list consists only of links, like a menu. */
export function isLinkList(element: DomElement): boolean {
  const name = nameOf(element);
  if (name !== 'ul' && name !== 'ol') return false;
  let nodes = 0;
  for (let node = after(element, element, true); node; ) {
    if (++nodes > LIST_NODES || (isText(node) && node.textContent.trim())) return false;
    node = after(node, element, !(isElement(node) && nameOf(node) === 'a'));
  }
  return nodes > 0;
}

function isWithin(element: DomElement, names: ReadonlySet<string>): boolean {
  for (let up = element.parentNode; up && isElement(up); up = up.parentNode) {
    if (names.has(nameOf(up))) return true;
  }
  return false;
}

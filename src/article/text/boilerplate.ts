import { endsSentence } from '../model/draft.js';

/**
 * What the words of a single block indicate. `label` introduces a list of links, `footer` is what sites put below an article,
 * `aside` may occur anywhere (photo credits, "Advertisement").
 */
type Boilerplate = 'label' | 'footer' | 'aside';

// All patterns match general phrases of more than one word, or whole lines. None is run on more than WORDS_LIMIT characters.
const LABEL =
  /^(?:related(?: (?:articles?|posts?|stories|content|coverage|topics|links|news|reading))?|see also|also read|read (?:more|also|next|on)|more (?:on this|like this|stories|news|to read|from [^:.!?]{1,40})|further reading|recommended(?: (?:for you|reading|articles?|stories))?|you (?:may|might) also (?:like|enjoy|be interested in)|(?:most|also) (?:read|popular|viewed)|trending(?: now)?|(?:latest|popular|recent|similar) (?:news|posts|articles|stories)|don['’]t miss|up next|what to read next)\s*[:»→>]*$/i;
const LABELLED_LINK =
  /^(?:related(?: (?:articles?|posts?|stories|content|coverage|news|reading))?|see also|also read|read (?:more|also|next|on)|more on this|recommended|further reading|don['’]t miss|up next)\s*[:»→>|]\s*\S/i;

const FOOTER_LINES: readonly RegExp[] = [
  // comments
  /^(?:(?:no|\d+|view|show|all|add|post|leave|write) (?:all |a |your )?(?:\d+ )?(?:new )?comments?(?: yet| below| on this (?:article|post|story))?|leave a reply|comments (?:are )?(?:closed|off|disabled)|(?:log|sign) ?in to (?:comment|reply|(?:leave|post) a comment)|join the (?:conversation|discussion)|your email address will not be published\b.{0,60})\s*[:.!]?$/i,
  // sharing and following
  /^(?:(?:click to )?(?:share|tweet|email|print|pin)(?: (?:this|it|the)(?: (?:article|post|story|page|entry))?)?(?: (?:on|via|with|to|by) .{1,60})?|share (?:this|on|via|with) .{1,60}|follow (?:us|me)(?: on| at)? .{1,80}|(?:like|find|join) us on .{1,80})\s*[:.!]?$/i,
  // subscribing
  /^(?:(?:please |click (?:here )?to )?(?:subscribe|sign up|join|register)\b.{0,40}\b(?:newsletters?|mailing list|email list|our (?:channel|podcast|updates|free|daily|weekly)|(?:updates|alerts) (?:by|via)|to (?:our|your inbox))|get (?:the|our) (?:latest|best|top|free|daily|weekly)\b.{0,80}\b(?:inbox|by email|newsletter)|enjoy(?:ed|ing)? (?:this|reading|our)\b.{0,80}\b(?:subscribe|sign up|share|support)|subscribe (?:now|today|here|to continue reading)\b|(?:email|e-mail) address\s*[:*]?$)/i,
  // buying
  /(?:^|[–—:|]\s*)(?:shop|buy|order|grab|get) (?!it\b|this\b|one\b|them\b)[^.!?]{1,50}\b(?:now|today|here|online)\s*[.!»→]?$/i,
  /^(?:shop|buy|order) (?:now|today|here|online)\s*[.!»→]?$|\b(?:use (?:the )?(?:promo |discount |coupon )?code [A-Z0-9]{3,}|free shipping on|limited[- ]time offer|while supplies last)\b/,
  // giving
  /^(?:please )?(?:donate (?:now|today|here|to (?:us|our\b.{1,60}))|support (?:us|our (?:work|journalism|reporting|mission|project|site|channel)|this (?:site|blog|project))|make a (?:one-time |monthly )?(?:donation|contribution)|become a (?:patron|paid subscriber|supporter|member)|buy (?:us|me) a coffee)\b.{0,60}$/i,
  // site furniture
  /^(?:skip to (?:main )?content|back to (?:top|home|all .{1,30})|(?:next|previous|older|newer) (?:article|post|story|page)s?|load more|click here (?:for more|to (?:read|subscribe|view|learn|sign|donate|download|listen|watch))\b.{0,80}|(?:continue|keep) reading|listen to (?:this|the) (?:article|story)\b.{0,40}|(?:privacy policy|terms (?:of (?:use|service)|and conditions)|cookie (?:policy|settings|preferences))(?:\s*[|•·,&/-].{0,120})?|advertise with us|contact us|about us|view (?:in|the) (?:browser|original)(?: article| post)?|report (?:a )?(?:typo|error|problem)\b.{0,60})\s*[:.!»→>]*$/i,
  /^(?:tags?|filed under|posted in|categories|category|topics?|keywords|labels)\s*:\s*[^.!?]{1,200}$/i,
  // cookies and rights
  /\b(?:we|this (?:web)?site|our (?:web)?site|by continuing to (?:use|browse)(?: this| our)?(?: (?:web)?site)?)\b.{0,60}\buses? (?:of )?cookies\b|^accept (?:all )?cookies/i,
  /^(?:©|\(c\)|copyright\b)\s*(?:©|\(c\))?\s*(?:\d{4}|by\b)|\ball rights reserved[.!]?$/i,
];

const ASIDES: readonly RegExp[] = [
  /^(?:advertisements?|sponsored(?: content| post| by\b.{1,60})?|promoted(?: content)?|paid (?:content|post|partnership)|story continues below(?: advertisement)?|article continues below(?: advertisement)?|scroll to continue)\s*[:.]?$/i,
  /^(?:file |featured |cover |header |hero |main )?(?:photo|photograph|image|picture|illustration|screenshot|graphic|video)s?(?: (?:credits?|courtesy|source))?\s*(?::|\bby\b|\bvia\b|\bcourtesy of\b|©)/i,
  /(?:^|[.,;(|[]\s*)(?:file |featured )?(?:Photo|Image|Picture|Illustration|Screenshot|photo|image)s?(?: (?:credit|courtesy|source))?\s*(?::|by|via|courtesy of|©)\s*[^.!?]{1,60}\.?[)\]]?$/,
  /[,(]\s*(?:illustrative|stock|archive|file) (?:image|photo|picture|photograph)s?\b/i,
];

const PITCHES: readonly RegExp[] = [
  /\bsupport (?:us|our|this (?:site|blog|project|channel))\b|\bways to support\b/i,
  /\b(?:become|becoming) an? (?:patron|supporter|member|paid subscriber|subscriber)\b/i,
  /\bcup of coffee\b|\bbuy (?:us|me) a coffee\b/i,
  /\b(?:donate|make an? (?:\S+ )?(?:donation|contribution|gift))\b/i,
  /\b(?:support|help|generosity|donations|contributions) (?:of|from) (?:our )?(?:readers|people|listeners|viewers|supporters)\b|\breaders like you\b/i,
  /\bhelp us (?:to )?(?:produce|continue|keep|make|bring|build|grow|publish|cover)\b/i,
  /\bjoin (?:our|the) (?:community|team of supporters|membership)\b/i,
  /\b(?:for )?as little as\b|\b(?:a|per|each|every) month\b/i,
  /\bkeep (?:our|this) (?:\S+ )?(?:journalism|reporting|coverage|site|work|content)\b.{0,20}\b(?:free|open|accessible|alive|independent)\b/i,
  /\b(?:subscribe|sign up) (?:to|for) (?:our|the) (?:\S+ ){0,3}newsletter\b/i,
  /\b(?:independent|reader-funded|reader-supported|listener-supported|non-?profit) (?:journalism|newsroom|media|outlet|publication)\b/i,
];

/** Longest line, in characters, that a footer or aside pattern may mark. */
const LINE_MAX = 160;
/** Pitches longer than this, in characters, need a third sign. */
const SHORT_PITCH = 300;

/** The kind of boilerplate that a block's words alone indicate; undefined if they could be part of the article. */
export function recognise(words: string): Boilerplate | undefined {
  if (words.length <= LINE_MAX) {
    if (LABEL.test(words)) return 'label';
    if (LABELLED_LINK.test(words) && !/[.;]$/.test(words)) return 'footer';
    if (FOOTER_LINES.some((pattern) => pattern.test(words))) return 'footer';
    if (ASIDES.some((pattern) => pattern.test(words))) return 'aside';
  }
  return isPitch(words) ? 'footer' : undefined;
}

/** An appeal by the site to its readers: several typical phrases, "us" and "you". */
function isPitch(words: string): boolean {
  if (!/\b(?:us|our|we)\b/i.test(words) || !/\b(?:you|your|readers)\b/i.test(words)) return false;
  const signs = PITCHES.filter((pattern) => pattern.test(words)).length;
  return signs >= (words.length > SHORT_PITCH ? 3 : 2);
}

/** Signs that count only between other footer lines: link titles, product lines, the site speaking about itself. */
export function couldBeFooter(words: string): boolean {
  if (words.length <= LINE_MAX && !endsSentence(words)) return true;
  if (words.length <= LINE_MAX && /^\p{Lu}[^.!?]{2,60} [–—|-] [^.!?]+[.!]?$/u.test(words)) return true;
  return (
    words.length <= 400 &&
    /\b(?:we|our|us)\b/i.test(words) &&
    /\b(?:readers?|reporting|journalism|newsroom|support(?:ers)?|you|your)\b/i.test(words)
  );
}

import type { Article, Passage, Sentence } from '../../article/model/article.js';
import { asRead } from '../../article/text/joins.js';
import { Bands, bandsOf } from './minhash.js';
import { plainWords, shared, shinglesOf } from './shingles.js';

/** The share of all their shingles that copies have in common. */
const RESEMBLANCE = 0.65;
/** A shortened copy: this share of its shingles is in the other, and it has at least this share of the other's length. */
const CUT = { contained: 0.85, length: 0.5 } as const;
/** Texts with fewer words are similar by chance. */
const FEWEST_WORDS = 20;
/** Periodic reports give other figures in the same words: if there are at least `fewest` figures, both must share this portion. */
const FIGURES = { fewest: 4, shared: 0.5 } as const;
/** The most articles that one is compared with. */
const MOST_COMPARED = 32;

interface Cut {
  readonly article: Article;
  readonly passages: readonly Passage[];
}

/** Which articles are copies of one text, and which of their sentences are the same. */
interface Copies {
  /** The number of an article's group; undefined for an article without copies. */
  groupOf(article: Article): number | undefined;
  /** A number shared by the sentences of a group that have the same words; undefined for those in only one article. */
  sameOf(sentence: Sentence): number | undefined;
}

interface Measured {
  readonly shingles: Uint32Array;
  readonly figures: ReadonlySet<string>;
}

/**
 * Finds near-duplicates: the same text under another headline, edited in some words, or shortened. Each article is compared with
 * the earliest of each group that shares a band with it, so that every copy in a group is a copy of that one.
 */
export function findCopies(cut: readonly Cut[]): Copies {
  const dateOf = (at: number) => cut[at]?.article.meta.publishedAt ?? '9999';
  const order = [...cut.keys()].sort((a, b) => (dateOf(a) < dateOf(b) ? -1 : dateOf(a) > dateOf(b) ? 1 : a - b));
  const bands = new Bands();
  const originals = new Map<number, Measured>();
  const groups = new Map<number, number[]>();
  for (const at of order) {
    const words = sentencesOf(cut[at]).flatMap(wordsOf);
    if (words.length < FEWEST_WORDS) continue;
    const own = { shingles: shinglesOf(words), figures: new Set(words.filter((word) => /\p{N}/u.test(word))) };
    const ownBands = bandsOf(own.shingles);
    const original = bands.alike(ownBands, MOST_COMPARED).find((other) => isCopy(own, originals.get(other)));
    if (original === undefined) {
      originals.set(at, own);
      bands.add(at, ownBands);
    } else groups.set(original, [...(groups.get(original) ?? [original]), at]);
  }
  const groupOf = new Map<Article, number>();
  const sameOf = new Map<Sentence, number>();
  let last = 0;
  for (const [original, members] of groups) {
    for (const each of members.flatMap((at) => cut[at] ?? [])) groupOf.set(each.article, original);
    for (const sentences of sameIn(members.flatMap((at) => cut[at] ?? []))) {
      last++;
      for (const sentence of sentences) sameOf.set(sentence, last);
    }
  }
  return { groupOf: (article) => groupOf.get(article), sameOf: (sentence) => sameOf.get(sentence) };
}

function isCopy(one: Measured, other: Measured | undefined): boolean {
  if (!other) return false;
  const both = shared(one.shingles, other.shingles);
  const [fewer, more] = [one.shingles.length, other.shingles.length].sort((a, b) => a - b) as [number, number];
  const isCut = both >= CUT.contained * fewer && fewer >= CUT.length * more;
  const [few, many] = [one.figures, other.figures].sort((a, b) => a.size - b.size) as [Set<string>, Set<string>];
  const figures = [...few].filter((figure) => many.has(figure)).length;
  const wanted = FIGURES.shared * (isCut ? few.size : few.size + many.size - figures);
  if (few.size >= FIGURES.fewest && figures < wanted) return false;
  return isCut || both >= RESEMBLANCE * (fewer + more - both);
}

/** The sentences of a group that have the same words in two or more articles. */
function sameIn(group: readonly Cut[]): Sentence[][] {
  const found = new Map<string, { articles: Set<Article>; sentences: Sentence[] }>();
  for (const each of group) {
    for (const own of sentencesOf(each)) {
      const key = wordsOf(own).join(' ');
      const known = found.get(key) ?? { articles: new Set(), sentences: [] };
      known.articles.add(own.article);
      known.sentences.push(own.sentence);
      if (key) found.set(key, known);
    }
  }
  return [...found.values()].flatMap(({ articles, sentences }) => (articles.size > 1 ? [sentences] : []));
}

interface Placed {
  readonly article: Article;
  readonly sentence: Sentence;
}

function sentencesOf(cut: Cut | undefined): Placed[] {
  if (!cut) return [];
  const { article, passages } = cut;
  return passages.flatMap(({ sentences }) => sentences.map((sentence) => ({ article, sentence })));
}

function wordsOf({ article, sentence }: Placed): string[] {
  return plainWords(asRead(article, sentence));
}

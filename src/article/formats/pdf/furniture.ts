import type { Page, Run } from './page.js';
import { rowsOf } from './rows.js';

/** Share of a page's height, at its top and bottom, in which running heads and page numbers stand. */
const MARGIN = 0.13;
/** Rows from the edge that are looked at. */
const ROWS = 3;
/** Pages that a line has to stand on in one place to be no part of the text. */
const REPEATED = 3;
/** How far its place may move from page to page, in points. */
const MOVED = 6;
/** Longest running head with a page's number in it. */
const LONGEST_HEAD = 120;

const PAGE_NUMBER =
  /^[\s\p{P}|]*(?:(?:page|p\.|seite|s\.|стор\.|с\.)\s*)?(?:\d{1,4}|[ivxlc]{1,6})(?:\s*(?:\/|of|von|з|из)\s*\d{1,4})?[\s\p{P}|]*$/iu;

/** A page's own text, apart from what is printed around it on every page. */
interface Parted {
  readonly above: readonly string[];
  readonly runs: readonly Run[];
  readonly below: readonly string[];
}

interface Edge {
  readonly text: string;
  readonly y: number;
  readonly runs: readonly Run[];
  readonly isAbove: boolean;
  readonly isOutermost: boolean;
}

/** Parts running heads, running feet and page numbers from each page's text. */
export function withoutFurniture(pages: readonly Page[]): Parted[] {
  const edges = pages.map(edgesOf);
  const places = new Map<string, number[]>();
  for (const [at, each] of edges.entries()) {
    for (const edge of each) {
      const key = likenessOf(edge);
      const known = places.get(key);
      if (known?.at(-1) !== at) places.set(key, [...(known ?? []), at]);
    }
  }
  const least = Math.min(REPEATED, Math.max(2, pages.length));
  const counted = numbering(edges);
  const isFurniture = (edge: Edge, at: number) =>
    (places.get(likenessOf(edge))?.length ?? 0) >= least ||
    (edge.isOutermost && (PAGE_NUMBER.test(edge.text) || numbersIn(edge).some((number) => number - at === counted)));
  return pages.map(({ runs }, at) => {
    const found = (edges[at] ?? []).filter((edge) => isFurniture(edge, at));
    const taken = new Set(found.flatMap((edge) => edge.runs));
    const texts = (isAbove: boolean) => found.filter((edge) => edge.isAbove === isAbove).map(({ text }) => text);
    return { above: texts(true), runs: runs.filter((run) => !taken.has(run)), below: texts(false) };
  });
}

/** By how much the numbers that the pages bear are ahead of their places; undefined where they bear none. */
function numbering(edges: readonly (readonly Edge[])[]): number | undefined {
  const votes = new Map<number, number>();
  for (const [at, each] of edges.entries()) {
    for (const number of each.filter(({ isOutermost }) => isOutermost).flatMap(numbersIn)) {
      votes.set(number - at, (votes.get(number - at) ?? 0) + 1);
    }
  }
  return [...votes].sort((a, b) => b[1] - a[1]).find(([, count]) => count >= REPEATED)?.[0];
}

/** What may be a page's number: at the beginning or end of a short line. */
function numbersIn({ text }: Edge): number[] {
  if (text.length > LONGEST_HEAD) return [];
  return [/^\d{1,4}(?=\s)/.exec(text), /(?<=\s)\d{1,4}$/.exec(text)].flatMap((found) =>
    found ? [Number(found[0])] : [],
  );
}

/** What stands alike on several pages: the same words but for figures, at the same height. */
function likenessOf({ text, y, isAbove }: Edge): string {
  const words = text.toLowerCase().replace(/\d+/g, '#').replace(/\s+/g, ' ');
  return `${isAbove} ${Math.round(y / MOVED)} ${words}`;
}

function edgesOf({ height, runs }: Page): Edge[] {
  const rows = rowsOf(runs);
  const edge = (row: readonly Run[], isAbove: boolean, isOutermost: boolean): Edge[] => {
    const y = row[0]?.y ?? 0;
    if (isAbove ? y > MARGIN * height : y < (1 - MARGIN) * height) return [];
    const text = row.map((run) => run.text.trim()).join(' ');
    return [{ text, y: isAbove ? y : height - y, runs: row, isAbove, isOutermost }];
  };
  const above = rows.slice(0, ROWS).flatMap((row, at) => edge(row, true, at === 0));
  const below = rows.slice(-ROWS).flatMap((row, at, all) => edge(row, false, at === all.length - 1));
  return [...above, ...below];
}

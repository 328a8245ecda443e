import type { Page, Run } from './page.js';
import { rowsOf } from './rows.js';

/** Share of a page's height, at its top and bottom, in which running heads and page numbers occur. */
const MARGIN = 0.13;
/** Number of rows examined at each edge. */
const ROWS = 3;
/** A line at the same position on this many pages is not part of the text. */
const REPEATED = 3;
/** How far its position may vary between pages, in points. */
const MOVED = 6;
/** Longest running head that may hold a page number, in characters. */
const LONGEST_HEAD = 120;

const PAGE_NUMBER =
  /^[\s\p{P}|]*(?:(?:page|p\.|seite|s\.|стор\.|с\.)\s*)?(?:\d{1,4}|[ivxlc]{1,6})(?:\s*(?:\/|of|von|з|из)\s*\d{1,4})?[\s\p{P}|]*$/iu;

/** A page's own text, separated from what is printed around it on every page. */
interface SeparatedPage {
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

/** Separates running heads, running feet and page numbers from each page's text. */
export function withoutFurniture(pages: readonly Page[]): SeparatedPage[] {
  const edges = pages.map(edgesOf);
  const places = new Map<string, number[]>();
  for (const [at, each] of edges.entries()) {
    for (const edge of each) {
      const key = repetitionKey(edge);
      const known = places.get(key);
      if (known?.at(-1) !== at) places.set(key, [...(known ?? []), at]);
    }
  }
  const least = Math.min(REPEATED, Math.max(2, pages.length));
  const counted = numbering(edges);
  const isFurniture = (edge: Edge, at: number) =>
    (places.get(repetitionKey(edge))?.length ?? 0) >= least ||
    (edge.isOutermost && (PAGE_NUMBER.test(edge.text) || numbersIn(edge).some((number) => number - at === counted)));
  return pages.map(({ runs }, at) => {
    const found = (edges[at] ?? []).filter((edge) => isFurniture(edge, at));
    const taken = new Set(found.flatMap((edge) => edge.runs));
    const texts = (isAbove: boolean) => found.filter((edge) => edge.isAbove === isAbove).map(({ text }) => text);
    return { above: texts(true), runs: runs.filter((run) => !taken.has(run)), below: texts(false) };
  });
}

/** The difference between printed page numbers and page indexes; undefined if pages are not numbered. */
function numbering(edges: readonly (readonly Edge[])[]): number | undefined {
  const votes = new Map<number, number>();
  for (const [at, each] of edges.entries()) {
    for (const number of each.filter(({ isOutermost }) => isOutermost).flatMap(numbersIn)) {
      votes.set(number - at, (votes.get(number - at) ?? 0) + 1);
    }
  }
  return [...votes].sort((a, b) => b[1] - a[1]).find(([, count]) => count >= REPEATED)?.[0];
}

/** Possible page numbers: at the start or end of a short line. */
function numbersIn({ text }: Edge): number[] {
  if (text.length > LONGEST_HEAD) return [];
  return [/^\d{1,4}(?=\s)/.exec(text), /(?<=\s)\d{1,4}$/.exec(text)].flatMap((found) =>
    found ? [Number(found[0])] : [],
  );
}

/** A key that is equal for lines repeated on several pages: the same words except for numbers, at the same height. */
function repetitionKey({ text, y, isAbove }: Edge): string {
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

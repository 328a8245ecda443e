import type { Clipped } from './clip.js';

/** Something quoted, with what stands around it. */
export interface Part {
  readonly before: string;
  /** The quote in so many UTF-16 units at the most. */
  shown(room: number): Clipped;
  /** What stands below, the best first: the first that fits is taken. */
  readonly tails: readonly string[];
}

interface Page {
  /** Position of its first part. */
  readonly from: number;
  readonly sections: readonly string[];
}

/** A quote that can't have so much room goes to the next page; most are shorter. */
const LEAST_ROOM = 600;

/**
 * Parts on pages of `room` UTF-16 units and `most` parts each; at least one page. What is still too long for its page is cut,
 * and `goesOn` said below it.
 */
export function pagesOf(parts: readonly Part[], room: number, most: number, goesOn: string): Page[] {
  const measured = parts.map((part) => {
    const need = part.shown(room).text.length;
    const fixed = (tail: string) => part.before.length + tail.length + goesOn.length;
    const tail = part.tails.find((each) => fixed(each) + Math.min(need, LEAST_ROOM) <= room) ?? part.tails.at(-1) ?? '';
    return { part, need, tail, fixed: fixed(tail) };
  });
  const pages: (typeof measured)[] = [[]];
  let left = room;
  for (const each of measured) {
    const least = each.fixed + Math.min(each.need, LEAST_ROOM);
    const page = pages.at(-1) ?? [];
    if (page.length > 0 && (page.length === most || least > left)) {
      pages.push([each]);
      left = room - least;
    } else {
      page.push(each);
      left -= least;
    }
  }
  let from = 0;
  return pages.map((page) => {
    const total = room - page.reduce((sum, { fixed }) => sum + fixed, 0);
    const given = shares(
      page.map(({ need }) => need),
      total,
    );
    const sections = page.map(({ part, tail }, position) => {
      const { text, cut } = part.shown(given[position] ?? 0);
      return `${part.before}${text}${cut ? goesOn : ''}${tail}`;
    });
    from += page.length;
    return { from: from - page.length, sections };
  });
}

/** Shares `total` out: who needs less than an equal part gets what is needed, the others divide the rest. */
function shares(needs: readonly number[], total: number): number[] {
  const given = needs.map(() => 0);
  let rest = total;
  const ascending = [...needs.entries()].sort(([, one], [, other]) => one - other);
  for (const [turn, [position, need]] of ascending.entries()) {
    const share = Math.min(need, Math.floor(rest / (needs.length - turn)));
    given[position] = share;
    rest -= share;
  }
  return given;
}

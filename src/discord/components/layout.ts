import type { Clipped } from './clip.js';

/** A quote with the text around it. */
export interface Part {
  readonly before: string;
  /** The quote in at most `room` UTF-16 units. */
  shown(room: number): Clipped;
  /** Alternatives for the text below, best first. The first that fits is used. */
  readonly tails: readonly string[];
}

interface Page {
  /** Index of its first part. */
  readonly from: number;
  readonly sections: readonly string[];
}

/** A quote that needs more than the remaining room moves to the next page unless this much remains. Most quotes are shorter. */
const LEAST_ROOM = 600;

/**
 * Distributes parts over pages of `room` UTF-16 units and at most `most` parts; returns at least one page. A quote that is too
 * long for its page is cut and followed by `goesOn`.
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

/** Divides `total`: needs below an equal share are met, and the others share the rest equally. */
function shares(needs: readonly number[], total: number): number[] {
  const given = needs.map(() => 0);
  let rest = total;
  const ascending = [...needs.entries()].sort(([, one], [, other]) => one - other);
  for (const [served, [position, need]] of ascending.entries()) {
    const share = Math.min(need, Math.floor(rest / (needs.length - served)));
    given[position] = share;
    rest -= share;
  }
  return given;
}

import type { FetchedAddress, FetchReport, Outcome } from '../feeds/fetch-report.js';

const MARKS: Readonly<Partial<Record<Outcome, string>>> = {
  new: '+',
  changed: '~',
  failed: '!',
  gone: '!',
  forbidden: '!',
  edited: '!',
};

const REASONS: Readonly<Partial<Record<Outcome, string>>> = {
  edited: 'Has changed, but somebody edited its file: not overwritten.',
};

const NO_LISTS = `There is no list of links. Put one into the articles folder, such as news.links, with one address on each line:
a page, a file, or a feed (RSS, Atom, RDF, JSON Feed). Then run npm run fetch again.`;

/** The result for one address, if it is worth a line. */
export function renderFetched({ outcome, address, file, reason, isFromFeed }: FetchedAddress): string | undefined {
  const mark = MARKS[outcome];
  if (!mark) return undefined;
  const said = reason ?? REASONS[outcome];
  if (outcome === 'new' || outcome === 'changed') {
    return `  ${mark} ${file} (${address})${isFromFeed ? ` with the text of the feed. ${said ?? ''}`.trimEnd() : ''}`;
  }
  return `  ${mark} ${address}: ${said ?? outcome}${file && outcome !== 'edited' ? ' The stored file stays.' : ''}`;
}

/** A summary of a fetch, after its addresses have been printed one by one, and what to do next. */
export function renderFetchReport({ lists, addresses, problems, seconds, isIndexDue }: FetchReport): string {
  if (lists === 0 && problems.length === 0) return NO_LISTS;
  const count = (...wanted: readonly Outcome[]) => addresses.filter(({ outcome }) => wanted.includes(outcome)).length;
  const waiting = addresses.filter(
    ({ outcome, reason }) => outcome === 'waiting' || (reason && outcome === 'unchanged'),
  );
  const others: readonly [number, string][] = [
    [count('failed', 'gone'), 'failed'],
    [count('forbidden'), 'forbidden by the site'],
    [count('edited'), 'edited by hand'],
    [count('removed'), 'removed earlier'],
    [waiting.length, 'waiting'],
  ];
  const counts = others.flatMap(([number, what]) => (number > 0 ? [`, ${number} ${what}`] : []));
  return [
    ...problems.map(({ where, reason }) => `  ! ${where}: ${reason}`),
    ...waiting.map(({ address, reason }) => `  … ${address}: ${reason ?? 'Waiting for the next try.'}`),
    `${lists} ${lists === 1 ? 'list' : 'lists'}: ${count('new')} new, ${count('changed')} changed, ` +
      `${count('unchanged')} unchanged${counts.join('')} in ${seconds.toFixed(1)} s.`,
    ...(isIndexDue
      ? ['Run npm run index to index the new files (a bot that fetches lists of links does this by itself).']
      : []),
  ].join('\n');
}

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
  edited: 'Has changed, but its file was changed by hand: left as it is.',
};

const NO_LISTS = `There is no list of links. Put one into the articles folder, such as news.links, with an address a line:
a page, a file, or a feed (RSS, Atom, RDF, JSON Feed). Then run npm run fetch again.`;

/** What became of one address, where there is something to be said. */
export function renderFetched({ outcome, address, file, reason, isFromFeed }: FetchedAddress): string | undefined {
  const mark = MARKS[outcome];
  if (!mark) return undefined;
  const said = reason ?? REASONS[outcome];
  if (outcome === 'new' || outcome === 'changed') {
    return `  ${mark} ${file} (${address})${isFromFeed ? ` as the feed has it. ${said ?? ''}`.trimEnd() : ''}`;
  }
  return `  ${mark} ${address}: ${said ?? outcome}${file && outcome !== 'edited' ? ' What was stored of it stays.' : ''}`;
}

/** A fetch in numbers, after its addresses have been told one by one, and what is left to do. */
export function renderFetchReport({ lists, addresses, problems, seconds, isIndexDue }: FetchReport): string {
  if (lists === 0 && problems.length === 0) return NO_LISTS;
  const count = (...wanted: readonly Outcome[]) => addresses.filter(({ outcome }) => wanted.includes(outcome)).length;
  const waiting = addresses.filter(
    ({ outcome, reason }) => outcome === 'waiting' || (reason && outcome === 'unchanged'),
  );
  const others: readonly [number, string][] = [
    [count('failed', 'gone'), 'failed'],
    [count('forbidden'), 'asked to be left alone'],
    [count('edited'), 'changed by hand'],
    [count('removed'), 'removed before'],
    [waiting.length, 'waiting'],
  ];
  const told = others.flatMap(([number, what]) => (number > 0 ? [`, ${number} ${what}`] : []));
  return [
    ...problems.map(({ where, reason }) => `  ! ${where}: ${reason}`),
    ...waiting.map(({ address, reason }) => `  … ${address}: ${reason ?? 'Waits for its next try.'}`),
    `${lists} ${lists === 1 ? 'list' : 'lists'}: ${count('new')} new, ${count('changed')} changed, ` +
      `${count('unchanged')} unchanged${told.join('')} in ${seconds.toFixed(1)} s.`,
    ...(isIndexDue
      ? ['Run npm run index to have it answered from (a bot that follows the lists does so by itself).']
      : []),
  ].join('\n');
}

import { collectionOf } from '../article/load.js';
import type { Config } from '../config/config.js';
import { failuresIn } from '../feeds/fetch-log.js';
import { readLists } from '../feeds/lists.js';
import { type Finding, warning } from './finding.js';

/** The most lists that are named individually. */
const MOST_NAMED = 10;

/** The lists of links with addresses that failed the last time. Items of feeds are not counted: that is the affair of the feed's site. */
export async function checkLinks({
  articlesDir,
  dataDir,
}: Pick<Config, 'articlesDir' | 'dataDir'>): Promise<Finding[]> {
  const failures = failuresIn(dataDir);
  if (failures.length === 0) return [];
  const { lists } = await readLists(articlesDir).catch(() => ({ lists: [] }));
  const findings = lists.flatMap(({ path, folder, addresses }) => {
    const failing = failures.filter(({ list, address }) => list === path && addresses.includes(address));
    const [first] = failing;
    if (!first) return [];
    // The query of an address may contain a secret.
    const address = first.address.replace(/\?.*$/s, '');
    const values = { list: path, count: failing.length, address, reason: first.reason ?? '' };
    return [{ ...warning('links.failing', values), collection: collectionOf(`${folder}/`) ?? '' }];
  });
  return findings.slice(0, MOST_NAMED);
}

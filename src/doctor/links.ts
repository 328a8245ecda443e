import { collectionOf } from '../article/load.js';
import type { Config } from '../config/config.js';
import { readLists } from '../feeds/lists.js';
import { failuresIn } from '../feeds/memory.js';
import { type Finding, warning } from './finding.js';

/** Lists that are named one by one. */
const MOST_NAMED = 10;

/** The lists of links in which addresses fail, as they were last tried. What an item of a feed failed with is the feed's affair. */
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
    // An address may hold a secret behind its path.
    const address = first.address.replace(/\?.*$/s, '');
    const values = { list: path, count: failing.length, address, reason: first.reason ?? '' };
    return [{ ...warning('links.failing', values), collection: collectionOf(`${folder}/`) ?? '' }];
  });
  return findings.slice(0, MOST_NAMED);
}

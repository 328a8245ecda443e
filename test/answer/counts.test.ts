import { expect, test } from 'vitest';
import { claimsOf } from '../support/claims-of.js';
import { temporaryConfig } from '../support/library.js';

const REINDEER = {
  'old.txt':
    'About 2,400 Vollen reindeer were brought to the island of Nesmo last autumn, the herders say. The boats left from the old pier. Seven reindeer were killed by a storm on Nesmo.\n',
  'new.txt':
    'According to the ministry, some 4,200 Vollen reindeer are now on Nesmo. A first herd of 300 Vollen reindeer had been shipped to Nesmo in spring. Each herder looks after 60 animals.\n',
  'hides.txt': 'On Nesmo 900 hides were sold to the tanners of Vollen. The Nesmo shop has 40 Vollen lamps.\n',
};
const SAME = [
  'How many Vollen reindeer are on Nesmo?',
  'how many vollen reindeer on nesmo',
  'How many Vollen reindeer are there on Nesmo?',
  'How many reindeer were sent to Nesmo?',
  'How many Vollen reindeer have come to Nesmo?',
  'What is the number of Vollen reindeer on Nesmo?',
  'how many reindeer are there on nesmo in total',
  'How many reindeer have been moved to Nesmo?',
  'how many reindeer did they ship to nesmo',
  'How many Vollen reindeer are now staying on Nesmo?',
];
const OTHERS = [
  'How many reindeer were killed on Nesmo?',
  'How many reindeer were sick on Nesmo?',
  'How many reindeer were in the first herd on Nesmo?',
  'How many hides were sold on Nesmo?',
  'How many lamps are on Nesmo?',
  'How many Odland reindeer are on Nesmo?',
  'How many reindeer are on Odland?',
];

test('articles with different totals are found to differ in any wording, and nothing else is', {
  timeout: 300_000,
}, async () => {
  const found = await claimsOf(await temporaryConfig(REINDEER), [...SAME, ...OTHERS]);
  for (const question of SAME) {
    const claims = found.get(question) ?? new Map<string, number[]>();
    expect([...claims.keys()].sort(), question).toEqual(['new.txt', 'old.txt']);
    expect([...claims.values()].flat().sort(), question).toEqual([2_400, 4_200]);
  }
  for (const question of OTHERS) expect([...(found.get(question)?.keys() ?? [])], question).toEqual([]);
});

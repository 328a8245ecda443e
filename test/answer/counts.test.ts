import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { figuresIn } from '../../src/answer/english/figures.js';
import { analyseQuestion } from '../../src/answer/question/analyse.js';
import { rankSentences } from '../../src/answer/rank-sentences.js';
import { openParts } from '../../src/app/wiring.js';
import type { Config } from '../../src/config/config.js';
import { fromProjectRoot } from '../../src/runtime/project.js';
import { opened, temporaryConfig } from '../support/library.js';

/** For each question, the articles that contradict one another, with the figures in their sentences. */
async function claimsOf(config: Config, questions: readonly string[]): Promise<Map<string, Map<string, number[]>>> {
  await (await opened(config)).reindex('changed');
  const parts = await openParts(config);
  onTestFinished(() => parts.close());
  return parts.library.use(async (generation) => {
    const found = new Map<string, Map<string, number[]>>();
    for (const question of questions) {
      const { claims } = await rankSentences(analyseQuestion(question, generation.store), generation, parts);
      const figures = claims.map(({ sentence }): [string, number[]] => [
        sentence.articleId,
        figuresIn(sentence.text).map(({ least, most }) => (Number.isFinite(most) ? most : least)),
      ]);
      found.set(question, new Map(figures));
    }
    return found;
  });
}

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

const shared = fromProjectRoot('../shared');
const differing = path.join(shared, 'golden/troops-dev.json');
const there = existsSync(differing) && existsSync(path.join(shared, 'articles'));
if (!there) process.stdout.write('The golden set is not beside the project: its test is skipped.\n');

test.runIf(there)(
  'wordings of the contradictions in the shared articles stay above their floor',
  { timeout: 300_000 },
  async () => {
    const { questions } = JSON.parse(readFileSync(differing, 'utf8')) as { questions: { question: string }[] };
    const config = { ...(await temporaryConfig({})), articlesDir: path.join(shared, 'articles') };
    const found = await claimsOf(
      config,
      questions.map(({ question }) => question),
    );
    const claims = [...found.values()].filter((each) => each.size >= 2);
    expect(claims.length).toBeGreaterThanOrEqual(8);
    // Totals are given in thousands; deaths and parts of a total are not totals.
    expect(Math.min(...claims.flatMap((each) => [...each.values()].flat()))).toBeGreaterThanOrEqual(10_000);
  },
);

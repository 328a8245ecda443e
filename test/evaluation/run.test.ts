import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { openCorpus } from '../../src/calibration/corpus.js';
import { answersNotHeld } from '../../src/calibration/question-set.js';
import { readQuestionSet } from '../../src/calibration/read-question-set.js';
import { type BenchResult, runBench } from '../../tools/evaluation/measuring/run.js';
import { markdownReport } from '../../tools/evaluation/reporting/report.js';
import { temporaryFolder } from '../support/folders.js';
import { BAKERY, BRIDGES, temporaryConfig } from '../support/library.js';

/** Runs a set, as a file with this name, over the tests' articles; only retrieval, because it is fast. */
async function resultOf(name: string, content: string): Promise<BenchResult> {
  const config = await temporaryConfig({ 'bridges.txt': BRIDGES, 'bakery.md': BAKERY });
  const file = path.join(await temporaryFolder(), name);
  await writeFile(file, content);
  const set = await readQuestionSet(file);
  const parts = await openCorpus({ ...config, reader: 'off' }, set, () => {});
  try {
    return await parts.library.use((generation) => {
      expect([...set.misplaced, ...answersNotHeld(set, generation)]).toEqual([]);
      return runBench(parts, generation, set, set.questions);
    });
  } finally {
    await parts.close();
  }
}

const squad = (
  contexts: readonly string[],
  ...questions: readonly [string, string, (string | undefined)?, string?][]
) =>
  JSON.stringify({
    data: contexts.map((context, at) => ({
      paragraphs: [
        {
          context,
          qas: questions
            .filter(([, , answer = '']) => (at === 0 ? !answer : false) || (answer && context.includes(answer)))
            .map(([id, question, answer, kind]) => ({
              ...{ id, question, kind, is_impossible: !answer },
              answers: answer ? [{ text: answer, answer_start: context.indexOf(answer) }] : [],
            })),
        },
      ],
    })),
  });

const CONTEXTS = [
  'The Heron Bridge was built in 1871 by the engineer Ada Lindqvist. Repairs cost 2.3 million crowns.',
  'The bakery of Tomas Varga opens at five in the morning. A loaf costs forty crowns.',
];

test('a set with unanswerable questions is measured by kind, and each question is asked once', async () => {
  const result = await resultOf(
    'kinds.json',
    squad(
      CONTEXTS,
      ['a', 'Who built the Heron Bridge?', 'Ada Lindqvist', 'plain'],
      ['b', 'how much is bread', 'forty crowns', 'answerable'],
      ['c', 'When does the bakery of Tomas Varga close?', undefined, 'near-miss'],
      ['d', 'what is the tallest mountain', undefined, 'far'],
    ),
  );
  expect(result.questions).toBe(4);
  expect(result.madeUp).toBeUndefined();
  expect(result.figures.map(({ system }) => system)).toEqual([
    'Verbatim',
    'BM25 alone',
    'dense alone',
    'reciprocal rank fusion',
  ]);
  const [verbatim, bm25] = result.figures;
  const plain = verbatim?.kinds.find(({ kind }) => kind === 'plain');
  expect(plain).toMatchObject({ questions: 1, sentenceFirst: 1, articleFirst: 1, shown: { candidate: 1 } });
  expect(bm25?.kinds.map(({ kind, shown }) => [kind, shown])).toHaveLength(4);
  expect(verbatim?.kinds.map(({ kind, isAnswerable }) => `${kind} ${isAnswerable}`).sort()).toEqual([
    'answerable true',
    'far false',
    'near-miss false',
    'plain true',
  ]);
  const against = verbatim?.aurocs.filter(({ of }) => of === undefined).map((each) => each.against);
  expect(against).toEqual(expect.arrayContaining([undefined, 'near-miss', 'far']));
  expect(verbatim?.milliseconds.percentile95).toBeGreaterThanOrEqual(verbatim?.milliseconds.median ?? 0);
  const report = markdownReport('kinds', result);
  expect(report).toMatch(/\| Verbatim \| plain \| 1 \| 1\.000 \|/);
  expect(report).toMatch(/AUROC of \| against all \|/);
  expect(report).not.toMatch(/With a name exchanged/);
});

test('a set of only answerable questions is asked again without the article, and with a name replaced', async () => {
  const { madeUp, figures } = await resultOf(
    'all.json',
    squad(
      CONTEXTS,
      ['a', 'Who built the Heron Bridge?', 'Ada Lindqvist'],
      ['b', 'When does Tomas Varga open?', 'five in the morning'],
    ),
  );
  expect(madeUp?.withoutGold.asked).toBe(2);
  expect(madeUp?.nearMisses.asked).toBe(2);
  expect(figures[0]?.auroc).toBe(1);
  expect(figures[0]?.aurocs).toEqual([]);
});

test('lines of JSON are asked over the folder of articles', async () => {
  const { shown, figures } = await resultOf(
    'mine.jsonl',
    `{"question": "What did repairs to the Heron Bridge cost?", "answers": [{"article": "bridges.txt", "quote": "2.3 million"}]}
{"question": "What does a ticket for the opera cost?", "kind": "opera | far"}
`,
  );
  expect(shown).toMatchObject({ answerable: 1, rankedFirst: 1, unanswerable: 1, wronglyAnswered: 0 });
  expect(figures[0]?.kinds.map(({ kind }) => kind)).toEqual(['answerable', 'opera | far']);
});

test('a set without a single answerable question still reports what is answered', async () => {
  const result = await resultOf('none.jsonl', '{"question": "What does a ticket for the opera cost?"}');
  expect(result.shown).toMatchObject({ unanswerable: 1, wronglyAnswered: 0 });
  expect(markdownReport('none', result)).toMatch(/\| Verbatim \| – \| – \|/);
});

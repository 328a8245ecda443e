import type { BenchResult, Figures } from './run.js';

const COLUMNS: readonly (readonly [string, (figures: Figures) => string])[] = [
  ['system', (figures) => figures.system],
  ['P@1', (figures) => inThousandths(figures.precisionAtOne)],
  ['Hit@5', (figures) => inThousandths(figures.hitAt5)],
  ['MRR@10', (figures) => inThousandths(figures.reciprocalRankAt10)],
  ['AUROC', (figures) => inThousandths(figures.auroc)],
  ['risk at 50 %', (figures) => inThousandths(figures.riskAt50)],
  ['80 %', (figures) => inThousandths(figures.riskAt80)],
  ['100 %', (figures) => inThousandths(figures.riskAt100)],
  ['ms a question', (figures) => (1000 * figures.seconds).toFixed(1)],
];

/** The figures of one question set as a Markdown table, with what people would be shown below. */
export function markdownReport(name: string, result: BenchResult): string {
  const { figures, shown, withoutGold, calibration, questions } = result;
  const rows = figures.map((each) => COLUMNS.map(([, cell]) => cell(each)));
  const lines = [COLUMNS.map(([head]) => head), COLUMNS.map(() => '---'), ...rows].map(
    (cells) => `| ${cells.join(' | ')} |`,
  );
  const { answerable, rankedFirst, rightFirst, rightInThree, answered, answeredRight, unanswerable, wronglyAnswered } =
    shown;
  const sentences = [
    `As shown: ${rightFirst} of ${answerable} right first, ${rightInThree} in the first three (${rankedFirst} ranked first, shown or not); ${answered} given as answered, ${answeredRight} of these right.`,
    ...(unanswerable > 0 ? [`Unanswerable: ${wronglyAnswered} of ${unanswerable} answered.`] : []),
    `Without an answer in the articles: ${withoutGold.answered} of ${withoutGold.asked} given as answered. With a name exchanged: ${shown.nearMissesAnswered} of ${shown.nearMisses}.`,
    `Expected calibration error of the confidence: ${inThousandths(calibration.error)}.`,
  ];
  return `### ${name}: ${questions} questions\n\n${lines.join('\n')}\n\n${sentences.join('\n')}\n`;
}

/** A share from 0 to 1 in three decimals. */
export function inThousandths(value: number): string {
  return Number.isNaN(value) ? '–' : value.toFixed(3).replace(/^0/, '');
}

import type { Figures } from '../measuring/figures.js';
import type { KindFigures } from '../measuring/kinds.js';
import type { BenchResult } from '../measuring/run.js';

type Column<Row> = readonly [string, (row: Row) => string];

const SYSTEM_COLUMNS: readonly Column<Figures>[] = [
  ['system', ({ system }) => system],
  ['P@1', (figures) => inThousandths(figures.precisionAtOne)],
  ['Hit@5', (figures) => inThousandths(figures.hitAt5)],
  ['MRR@10', (figures) => inThousandths(figures.reciprocalRankAt10)],
  ['AUROC', (figures) => inThousandths(figures.auroc)],
  ['risk at 50 %', (figures) => inThousandths(figures.riskAt50)],
  ['80 %', (figures) => inThousandths(figures.riskAt80)],
  ['100 %', (figures) => inThousandths(figures.riskAt100)],
  ['ms a question, median', ({ milliseconds }) => milliseconds.median.toFixed(1)],
  ['95th percentile', ({ milliseconds }) => milliseconds.percentile95.toFixed(1)],
];

type KindRow = KindFigures & Pick<Figures, 'system'>;

const answerableOnly = (row: KindRow, part: number | undefined) =>
  row.isAnswerable && part !== undefined ? inThousandths(part / row.questions) : '';

const KIND_COLUMNS: readonly Column<KindRow>[] = [
  ['system', ({ system }) => system],
  ['kind', ({ kind }) => inCell(kind)],
  ['number', ({ questions }) => String(questions)],
  ['right sentence first', (row) => answerableOnly(row, row.sentenceFirst)],
  ['right article first', (row) => answerableOnly(row, row.articleFirst)],
  ['among the candidates', (row) => answerableOnly(row, row.shown?.candidate)],
  ['shown first', (row) => answerableOnly(row, row.shown?.rightFirst)],
  ['among the three shown', (row) => answerableOnly(row, row.shown?.rightInThree)],
  ['given as answered', ({ shown, questions }) => (shown ? inThousandths(shown.answered / questions) : '')],
  ['right of these', ({ shown }) => (shown ? inThousandths(shown.answeredRight / shown.answered) : '')],
];

/** The figures of one question set as Markdown tables, followed by what people would be shown. */
export function markdownReport(name: string, result: BenchResult): string {
  const { figures, questions } = result;
  const kinds = figures.flatMap(({ system, kinds: each }) =>
    // Unanswerable questions have no right sentence, and only Verbatim says what it shows.
    each.filter((kind) => kind.isAnswerable || kind.shown).map((kind) => ({ system, ...kind })),
  );
  const parts = [
    `### ${name}: ${questions} questions`,
    table(SYSTEM_COLUMNS, figures),
    table(KIND_COLUMNS, kinds),
    ...aurocTable(figures),
    sentences(result).join('\n'),
  ];
  return `${parts.join('\n\n')}\n`;
}

/** How often answerable questions have more certainty than those of each unanswerable kind. */
function aurocTable(figures: readonly Figures[]): string[] {
  const [first] = figures;
  const against = [...new Set(first?.aurocs.map((each) => each.against))];
  if (against.length < 2) return [];
  const rows = figures.flatMap(({ system, aurocs }) => {
    const kinds = [...new Set(aurocs.map(({ of }) => of))];
    return kinds.map((of) => ({ system, of, aurocs: aurocs.filter((each) => each.of === of) }));
  });
  type Row = (typeof rows)[number];
  const value = ({ aurocs }: Row, kind: string | undefined) =>
    inThousandths(aurocs.find((each) => each.against === kind)?.auroc ?? Number.NaN);
  return [
    table<Row>(
      [
        ['system', ({ system }) => system],
        ['AUROC of', ({ of }) => inCell(of ?? 'all answerable')],
        ...against.map((kind): Column<Row> => [`against ${inCell(kind ?? 'all')}`, (row) => value(row, kind)]),
      ],
      rows,
    ),
  ];
}

function sentences({ shown, madeUp, calibration, thresholds }: BenchResult): string[] {
  const { answerable, rankedFirst, rightFirst, rightInThree, answered, answeredRight, unanswerable, wronglyAnswered } =
    shown;
  return [
    ...(answerable > 0
      ? [
          `As shown: ${rightFirst} of ${answerable} right first, ${rightInThree} in the first three (${rankedFirst} ranked first, shown or not); ${answered} given as answered, ${answeredRight} of these right.`,
        ]
      : []),
    ...(unanswerable > 0 ? [`Unanswerable: ${wronglyAnswered} of ${unanswerable} answered.`] : []),
    ...(madeUp
      ? [
          `Without an answer in the articles: ${madeUp.withoutGold.answered} of ${madeUp.withoutGold.asked} given as answered. With a name exchanged: ${madeUp.nearMisses.answered} of ${madeUp.nearMisses.asked}.`,
        ]
      : []),
    `Expected calibration error of the confidence: ${inThousandths(calibration.error)}.`,
    `Answered from a confidence of ${thresholds.answered}, shown from ${thresholds.closest}.`,
  ];
}

function table<Row>(columns: readonly Column<Row>[], rows: readonly Row[]): string {
  const cells = rows.map((row) => columns.map(([, cell]) => cell(row)));
  return [columns.map(([head]) => head), columns.map(() => '---'), ...cells]
    .map((each) => `| ${each.join(' | ')} |`)
    .join('\n');
}

/** Escapes a kind, which comes from a file. */
function inCell(text: string): string {
  return text.replace(/\s+/g, ' ').replaceAll('|', '\\|');
}

/** A share from 0 to 1 with three decimals. */
export function inThousandths(value: number): string {
  return Number.isNaN(value) ? '–' : value.toFixed(3).replace(/^0/, '');
}

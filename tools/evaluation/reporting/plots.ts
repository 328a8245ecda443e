import type { TopLevelSpec } from 'vega-lite';
import type { BenchResult } from '../measuring/run.js';
import { inThousandths } from './report.js';

const SHARE = { scale: { domain: [0, 1] }, axis: { format: '.0%' } };
const FRAME = { width: 440, height: 320, background: 'white', padding: 12 } as const;

/** Claimed confidence against share right, in tenths; a point's area is its share of the questions. */
export function reliabilityPlot(name: string, { calibration }: BenchResult): TopLevelSpec {
  return {
    ...FRAME,
    title: {
      anchor: 'start',
      text: 'Claimed confidence against share right',
      subtitle: [
        `${name}, a third of it unanswerable`,
        `expected calibration error ${inThousandths(calibration.error)}`,
      ],
    },
    encoding: {
      x: { field: 'claimed', type: 'quantitative', title: 'claimed confidence', ...SHARE },
      y: { field: 'right', type: 'quantitative', title: 'share right', ...SHARE },
    },
    layer: [
      {
        data: { values: [0, 1].map((value) => ({ claimed: value, right: value })) },
        mark: { type: 'line', color: '#888', strokeDash: [4, 4] },
      },
      { data: { values: [...calibration.bins] }, mark: { type: 'line', color: '#0072b2', opacity: 0.4 } },
      {
        data: { values: [...calibration.bins] },
        mark: { type: 'circle', color: '#0072b2', opacity: 0.9 },
        encoding: {
          size: {
            field: 'share',
            type: 'quantitative',
            title: 'of questions',
            scale: { domain: [0, 0.5], range: [0, 900] },
            legend: { format: '.0%', values: [0.05, 0.2, 0.4] },
          },
        },
      },
    ],
  };
}

/** The share of wrong answers at each coverage, and the position of Verbatim's two thresholds. */
export function riskCoveragePlot(name: string, { figures, operating }: BenchResult): TopLevelSpec {
  const curves = figures.flatMap(({ system, riskCoverage }) => riskCoverage.map((point) => ({ ...point, system })));
  const marked = [
    { ...operating.answered, label: `answered from ${operating.answered.claimed}` },
    { ...operating.closest, label: `shown from ${operating.closest.claimed}` },
  ];
  return {
    ...FRAME,
    title: {
      anchor: 'start',
      text: 'Risk against coverage',
      subtitle: [name, 'any answer to the unanswerable third is wrong'],
    },
    encoding: {
      x: { field: 'coverage', type: 'quantitative', title: 'share of questions given an answer', ...SHARE },
      y: { field: 'risk', type: 'quantitative', title: 'share of these that are wrong', axis: { format: '.0%' } },
    },
    layer: [
      {
        data: { values: curves },
        mark: { type: 'line', interpolate: 'linear' },
        encoding: {
          color: {
            field: 'system',
            title: null,
            sort: null,
            scale: { range: ['#0072b2', '#d55e00', '#777777', '#009e73'] },
            legend: { orient: 'bottom-right', offset: 12 },
          },
          strokeDash: { field: 'system', sort: null, scale: { range: [[], [6, 3], [2, 2], [8, 2, 2, 2]] } },
          order: { field: 'coverage', type: 'quantitative' },
        },
      },
      { data: { values: marked }, mark: { type: 'point', filled: true, size: 70, color: '#0072b2', opacity: 1 } },
      {
        data: { values: marked },
        mark: { type: 'text', align: 'left', baseline: 'top', dx: 6, dy: 6, color: '#0072b2' },
        encoding: { text: { field: 'label' } },
      },
    ],
  };
}

/** The plot as SVG. Vega is a dev dependency, so it is only loaded when needed. */
export async function drawn(plot: TopLevelSpec): Promise<string> {
  const [{ compile }, vega] = await Promise.all([import('vega-lite'), import('vega')]);
  const view = new vega.View(vega.parse(compile(plot).spec), { renderer: 'none' });
  const svg = await view.toSVG();
  view.finalize();
  return `${svg}\n`;
}

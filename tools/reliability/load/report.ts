import type { Footprint } from '../bot-process.js';
import type { LoadPlan, LoadReport, Waits } from './load.js';

/** The most faults that are shown, and the most characters of each. */
const MOST_SHOWN = 10;
const LONGEST_SHOWN = 300;

/** The report as text: a line for each measurement, and the first faults below. */
export function renderLoad(report: LoadReport, { rate, seconds }: Pick<LoadPlan, 'rate' | 'seconds'>): string {
  const { memory, violations, faults } = report;
  return [
    `${report.offered} questions, ${rate} per second for ${seconds} s; ${report.indexRuns} index runs ended meanwhile`,
    `acknowledged ${report.acknowledged}: ${waits(report.acknowledgements)}`,
    `answered ${report.answered}, ${report.answeredMeanwhile} of them by the last question: ${waits(report.answers)}`,
    `refused ${report.refused}, lost ${report.lost}, not acknowledged ${report.unacknowledged}; at most ${report.queue} waited`,
    `resident memory ${megabytes(memory[0])} before, ${megabytes(memory[1])} at most, ${megabytes(memory[2])} after`,
    `left with ${report.exitCode}; ${faults.length} faults in the log, ${violations.length} requests that Discord would have refused`,
    ...[...new Set([...violations, ...faults])].slice(0, MOST_SHOWN).map((each) => each.slice(0, LONGEST_SHOWN)),
  ].join('\n');
}

function waits({ median, p90, p99, longest }: Waits): string {
  return `median ${median} ms, 90 % within ${p90} ms, 99 % within ${p99} ms, longest ${longest} ms`;
}

function megabytes(footprint: Footprint | undefined): string {
  return footprint ? `${Math.round(footprint.memory / 1_000_000)} MB` : 'unknown';
}

import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Evaluated } from '../measuring/evaluate.js';
import { drawn, reliabilityPlot, riskCoveragePlot } from './plots.js';
import { markdownReport } from './report.js';

/** Writes report.json, report.md and plots of all sets to a folder, which is created if necessary. */
export async function writeReports(folder: string, evaluated: readonly Evaluated[]): Promise<void> {
  const results = evaluated.map(({ name, result, sample = 'all', seed }) => [name, { ...result, sample, seed }]);
  const report = evaluated.map(({ name, result }) => `${markdownReport(name, result)}\n`).join('');
  await mkdir(folder, { recursive: true });
  await writeFile(path.join(folder, 'report.json'), `${JSON.stringify(Object.fromEntries(results), null, 2)}\n`);
  await writeFile(path.join(folder, 'report.md'), report);
  for (const each of evaluated) {
    // The plots of a single set have plain names; with several sets, the names have a prefix.
    const prefix = evaluated.length > 1 ? `${each.name}-` : '';
    await writeFile(
      path.join(folder, `${prefix}reliability.svg`),
      await drawn(reliabilityPlot(each.name, each.result)),
    );
    await writeFile(
      path.join(folder, `${prefix}risk-coverage.svg`),
      await drawn(riskCoveragePlot(each.name, each.result)),
    );
  }
}

import type { Fact, Finding, Problem, Values } from '../doctor/finding.js';
import { printable } from './printable.js';
import type { Canvas } from './render.js';
import { indent, painter, wrap } from './render.js';

/** Returns the words for a finding or its remedy. */
type Say = (key: Fact | Problem | `${Problem}.fix`, values: Readonly<Record<string, string | number>>) => string;

const MARKS = {
  good: { mark: '✓', format: 'green' },
  warning: { mark: '!', format: 'yellow' },
  broken: { mark: '✗', format: 'red' },
} as const;

/** The check-up as text: problems first, each with its remedy below. */
export function renderCheckUp(findings: readonly Finding[], say: Say, canvas: Canvas): string {
  const paint = painter(canvas);
  const lines = (['broken', 'warning', 'good'] as const).flatMap((status) =>
    findings
      .filter((finding) => finding.status === status)
      .map((finding) => {
        const values = plain(finding.values ?? {});
        const { mark, format } = MARKS[status];
        const what = hanging(say(finding.key, values), paint(format, mark), canvas);
        return finding.status === 'good'
          ? what
          : `${what}\n${hanging(say(`${finding.key}.fix`, values), '  →', canvas)}`;
      }),
  );
  return lines.join('\n');
}

function hanging(text: string, mark: string, { columns }: Canvas): string {
  const body = text
    .split('\n')
    .map((line) => wrap(line, columns - 6))
    .join('\n');
  return indent(body, '    ').replace(/^ {4}/, mark === '  →' ? '  → ' : `${mark} `);
}

/** Times in the machine's locale; strings without control characters. */
function plain(values: Values): Record<string, string | number> {
  const entries = Object.entries(values).map(([name, value]) => [
    name,
    value instanceof Date
      ? value.toLocaleString('en-GB', { dateStyle: 'medium', timeStyle: 'short' })
      : typeof value === 'string'
        ? printable(value)
        : value,
  ]);
  return Object.fromEntries(entries);
}

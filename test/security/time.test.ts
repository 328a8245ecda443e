import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { parseAst } from 'vite';
import { describe, expect, it } from 'vitest';
import { completeFollowUp } from '../../src/answer/follow-up.js';
import { parseQuestion, withoutFilters } from '../../src/answer/question/filters.js';
import { cleanArticle } from '../../src/article/clean.js';
import { formatOf } from '../../src/article/formats.js';
import { isoDate } from '../../src/article/text/dates.js';
import { passagesOf } from '../../src/article/text/passages.js';
import { clip } from '../../src/discord/components/clip.js';
import { isDisguise } from '../../src/discord/components/links.js';
import { escapeMarkdown, tidy } from '../../src/discord/components/text.js';
import { questionIn } from '../../src/discord/messages/question-in.js';
import { safeFileName } from '../../src/intake/names.js';
import { fromProjectRoot } from '../../src/runtime/project.js';
import { withoutSecrets } from '../../src/runtime/secrets.js';
import { indexTerms } from '../../src/search/text/terms.js';
import { printable } from '../../src/terminal/printable.js';
import { wrap } from '../../src/terminal/render.js';
import { ENDINGS, HEAVY } from '../fuzz/samples.js';

/** Milliseconds of the processor's own time, so that a busy machine does not count. */
function timeOf(work: () => unknown): number {
  const { user, system } = process.cpuUsage();
  work();
  const after = process.cpuUsage();
  return (after.user + after.system - user - system) / 1_000;
}

/** The regular expressions of what is shipped, by their literals. */
function regularExpressions(): Map<string, RegExp> {
  const found = new Map<string, RegExp>();
  const walk = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return;
    const { regex } = node as { regex?: { pattern: string; flags: string } };
    if (regex) {
      const { pattern, flags } = regex;
      found.set(`/${pattern}/${flags}`, new RegExp(pattern, flags.replace(/[gy]/g, '')));
      return;
    }
    for (const child of Object.values(node)) walk(child);
  };
  const folder = fromProjectRoot('dist/src');
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  for (const file of files.filter((each) => each.endsWith('.js')))
    walk(parseAst(readFileSync(path.join(folder, file), 'utf8')));
  return found;
}

const GENERIC = ['a', 'A', '1', ' ', '.', '-', '"', '(', '[', '<', '*', '\n', 'a ', 'a.', '1. '];

/** Texts that match it, as far as such can be made; parts of them repeated are what makes expressions go back and forth. */
function matching({ source, flags }: RegExp): string[] {
  try {
    // Without what looks around, and with few letters for the many thousands of Unicode's classes, which take minutes to choose from.
    const plain = source
      .replace(/\(\?<?[=!](?:[^()[\]\\]|\\.|\[(?:[^\]\\]|\\.)*\])*\)/g, '')
      .replace(/\[\^(?:[^\]\\]|\\.)*\]/g, '[a1 .]')
      .replace(/\\p\{[^}]*\}/g, 'a')
      .replace(/\\P\{[^}]*\}/g, ' ');
    return fc.sample(fc.stringMatching(new RegExp(plain, flags.replace(/[iv]/g, ''))), { numRuns: 1, seed: 1 });
  } catch {
    return [];
  }
}

/** A text of about `length` characters out of a head, a part again and again, and an end that spoils the match. */
const pumped = (head: string, part: string, length: number) =>
  `${head}${part.repeat(Math.ceil(length / part.length))}\u0000!`;

/** Whether it takes more than 40 ms, tried again where it seems so. */
function isSlow(expression: RegExp, text: string): boolean {
  const started = performance.now();
  expression.test(text);
  if (performance.now() - started < 40) return false;
  return Math.min(...[1, 2].map(() => timeOf(() => expression.test(text)))) >= 40;
}

describe('regular expressions', { timeout: 120_000 }, () => {
  const all = [...regularExpressions()];

  it('are found in the build', () => {
    expect(all.length).toBeGreaterThan(150);
  });

  it('take no more than the square of a text’s length, whatever part of what they look for is repeated', () => {
    const slow: string[] = [];
    let tried = 0;
    for (const [literal, expression] of all) {
      const [sample = ''] = matching(expression).map((each) => each.slice(0, 40));
      const parts = new Set(
        [...GENERIC, sample, sample.slice(0, 1), sample.slice(1, 3), sample.slice(-2)].filter(Boolean),
      );
      for (const head of new Set(['', sample])) {
        for (const part of parts) {
          tried++;
          // The shorter ones find what would take for ever with the longer.
          const length = [26, 200, 1_200].find((each) => isSlow(expression, pumped(head, part, each)));
          if (length) slow.push(`${literal}: ${length} of ${JSON.stringify(part)} after ${JSON.stringify(head)}`);
          if (length) break;
        }
      }
    }
    process.stdout.write(`${all.length} regular expressions, ${tried.toLocaleString('en')} texts pumped into them\n`);
    expect(slow).toEqual([]);
  });
});

/** What reads text, with the length in characters to which it is tried. */
const READERS: (readonly [name: string, read: (text: string) => unknown, longest?: number])[] = [
  ...ENDINGS.filter((ending) => !HEAVY.has(ending)).map(
    (ending) =>
      [
        `a ${ending} file`,
        (text: string) => {
          const format = formatOf(`a${ending}`);
          ignoring(() => {
            const read = format?.('a', Buffer.from(text)) ?? [];
            if (Symbol.iterator in read) for (const each of read) if ('raw' in each) passagesOf(cleanArticle(each.raw));
          });
        },
      ] as const,
  ),
  ['front matter', (text) => ignoring(() => formatOf('a.md')?.('a.md', Buffer.from(`---\n${text}\n---\nWords.`)))],
  ['a question', (text) => ignoring(() => parseQuestion(text))],
  ['filters of a question', withoutFilters],
  ['a follow-up', (text) => completeFollowUp(text, text)],
  ['a message', (text) => questionIn(text.slice(0, 4_000))],
  ['terms', indexTerms],
  ['a date', isoDate],
  ['markdown', (text) => escapeMarkdown(tidy(text))],
  ['a clipped text', (text) => clip(text, 300)],
  ['a file’s name', (text) => safeFileName(text.slice(0, 4_000))],
  ['a link’s label', (text) => isDisguise(text, 'example.com')],
  ['a log line', (text) => withoutSecrets(text, ['secret'])],
  // Nothing longer than a passage or two is ever shown there.
  ['a terminal', (text) => wrap(printable(text), 80), 8_000],
];

function ignoring(work: () => unknown): void {
  try {
    work();
  } catch {
    // What it is refused for is tested elsewhere.
  }
}

describe('time grows about as the text does, for', { timeout: 120_000 }, () => {
  const parts = [
    ...GENERIC,
    ...[
      'k: v\n',
      'from:',
      'from:"',
      '"a" ',
      'What about it? ',
      'they ',
      'and ',
      '> ',
      '```\n',
      '{"id":"',
      '[[',
      '{a: ',
      '- - ',
      '&a [*a',
      'https://',
      '<@1>',
      '漢',
      '😀',
    ],
  ];
  it.each(READERS.map(([name, read, longest = 80_000]) => [name, read, longest] as const))('%s', (_, read, longest) => {
    let compared = 0;
    for (const part of parts) {
      const text = (length: number) => part.repeat(Math.ceil(length / part.length));
      const time = (length: number) => timeOf(() => read(text(length)));
      time(500);
      const first = time(longest / 4);
      // The square of so many steps would be seen.
      if (first < 60 || compared++ > 3) continue;
      const short = Math.min(first, time(longest / 4));
      const long = time(longest);
      // Four times as long a text: the square of it would be sixteen.
      const told = `${JSON.stringify(part)} again and again: ${short.toFixed(0)} ms, then ${long.toFixed(0)} ms`;
      expect(long / short, told).toBeLessThan(11);
    }
  });
});

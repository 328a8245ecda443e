import fc from 'fast-check';
import { expect, test } from 'vitest';
import { kindOf } from '../../src/discord/dispatch/recent-failures.js';
import { NEEDED } from '../../src/discord/doctor/channels.js';
import { pagesOf, renderCheckUp } from '../../src/discord/doctor/check-up-card.js';
import { broken, good, warning } from '../../src/doctor/finding.js';
import { LANGUAGES, type Language, wordsIn } from '../../src/i18n/words.js';
import { RecentDurations } from '../../src/metrics/recent-durations.js';
import { messageFaults } from '../../tools/discord-stand-in/messages/limits.js';
import { anyText } from './any.js';

const anyFinding = fc.oneof(
  anyText.map((reason) => broken('index.unusable', { reason })),
  fc.tuple(anyText, anyText).map(([where, reason]) => warning('articles.unread', { where, reason })),
  anyText.map((names) => good('collections.fine', { names })),
);
const anyChannel = fc.record({
  id: fc.bigInt({ min: 1n, max: 2n ** 63n }).map(String),
  watched: fc.boolean(),
  lacking: fc.subarray([...NEEDED]),
  missed: fc.subarray([...NEEDED]),
});
const anyFailure = fc.record({ at: fc.nat(), reference: fc.constant('abcd1234'), kind: anyText });
const anyLanguage = fc.constantFrom(...(Object.keys(LANGUAGES) as Language[]));

test('every page is within Discord’s limits, whatever there is to say', () => {
  const answers = new RecentDurations();
  for (const milliseconds of [10, 70, 9_000]) answers.add(milliseconds);
  const anyCheckUp = fc.record({
    findings: fc.array(anyFinding, { maxLength: 30 }),
    channels: fc.array(anyChannel, { maxLength: 80 }),
    failures: fc.array(anyFailure, { maxLength: 20 }),
    answers: fc.constantFrom(undefined, answers.summary),
    botId: fc.constant('1'),
  });
  fc.assert(
    fc.property(anyCheckUp, anyLanguage, (checkUp, language) => {
      const pages = pagesOf(checkUp, wordsIn(language));
      for (const page of pages.keys()) {
        const card = renderCheckUp(pages, page, 'id', wordsIn(language));
        expect(messageFaults({ ...card, components: [...card.components] })).toEqual([]);
      }
      // Nothing is lost between two pages.
      for (const { id } of checkUp.channels) expect(pages.join('\n')).toContain(`<#${id}>`);
    }),
    { numRuns: 40 },
  );
});

test('durations of answers are shown as median, 99th percentile and histogram', () => {
  const answers = new RecentDurations();
  expect(answers.summary).toBeUndefined();
  for (let milliseconds = 1; milliseconds <= 100; milliseconds++) answers.add(milliseconds);
  expect(answers.summary).toMatchObject({ count: 100, median: 50, slowest: 99 });
  expect(answers.summary?.histogram).toEqual([50, 50, 0, 0, 0, 0, 0, 0]);
  for (let answer = 0; answer < 500; answer++) answers.add(6_000);
  expect(answers.summary?.histogram).toEqual([0, 0, 0, 0, 0, 0, 0, 500]);
});

test('an error is remembered by its kind, never by its message', () => {
  const error = Object.assign(new RangeError('somebody wrote this'), { code: 'SQLITE_FULL' });
  expect(kindOf(error)).toBe('RangeError SQLITE_FULL');
  expect(kindOf('somebody wrote this')).toBe('string');
  expect(kindOf(Object.assign(new Error('x'), { code: 'words that somebody wrote' }))).toBe('Error');
});

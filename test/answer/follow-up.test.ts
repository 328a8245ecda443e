import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { standAlone } from '../../src/answer/follow-up.js';
import { LONGEST_QUESTION } from '../../src/answer/question.js';
import { BAKERY, BRIDGES, opened, temporaryConfig } from '../support/library.js';

const previous = 'Which engineer built the Heron Bridge?';

describe('a question that cannot stand alone takes up the one before it', () => {
  test.each([
    ['and when was that?', 'when was that? engineer built Heron Bridge'],
    ['And how many cyclists?', 'how many cyclists? engineer built Heron Bridge'],
    ['How long did they close it?', 'How long did they close it? engineer built Heron Bridge'],
    ['What did Varga say about it?', 'What did Varga say about it? engineer built Heron Bridge'],
    ['Why?', 'Why? engineer built Heron Bridge'],
    ['but who else?', 'who else? engineer built Heron Bridge'],
    ['What about the Mill Bridge?', 'Which engineer built the Heron Bridge? Mill'],
    ['and in Upper Vale?', 'Which engineer built the Heron Bridge? Upper Vale'],
    ['and when? from:Courier', 'from:Courier when? engineer built Heron Bridge'],
  ])('%s', (question, asked) => {
    expect(standAlone(question, previous)).toBe(asked);
  });

  test('with its filters, but for those of a kind that it has itself', () => {
    expect(standAlone('and when? before:2024', `${previous} from:Courier before:2023`)).toBe(
      'before:2024 from:Courier when? engineer built Heron Bridge',
    );
  });
});

test.each([
  'How many bridges are there?',
  'And who is Tomas Varga?',
  'And who is the mayor of Port Ellery?',
  'And how many loaves does the bakery sell on Sundays?',
  'Who said that the bridge is closed?',
  'Where does that rye bread with caraway rest?',
  'How many died?',
  '?!',
  'What does Hanne Vik tell her students?',
])('a question that stands alone is left alone: %s', (question) => {
  expect(standAlone(question, previous)).toBe(question);
});

test('without a question before, any question is left alone', () => {
  expect(standAlone('and when was that?')).toBe('and when was that?');
});

test('what is asked keeps within the length of a question when the follow-up does', () => {
  fc.assert(
    fc.property(fc.lorem({ maxCount: 9 }), fc.string({ maxLength: 1000 }), (question, before) => {
      expect(standAlone(`and ${question} it?`, before).length).toBeLessThanOrEqual(LONGEST_QUESTION);
    }),
  );
});

test('the question before is used where asking is told of it', async () => {
  const verbatim = await opened(
    await temporaryConfig({ 'bridges.txt': BRIDGES, 'bakery.md': BAKERY }),
    undefined,
    afterAll,
  );
  await verbatim.reindex('changed');
  const { quotes } = await verbatim.ask('and for how many weeks was it closed?', {
    previous: 'What did repairs to the Heron Bridge cost?',
  });
  expect(quotes[0]?.text).toContain('eleven weeks');
});

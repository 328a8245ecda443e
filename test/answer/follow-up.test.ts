import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { completeFollowUp } from '../../src/answer/follow-up.js';
import { LONGEST_QUESTION } from '../../src/answer/question/filters.js';
import { BAKERY, BRIDGES, opened, temporaryConfig } from '../support/library.js';

const previous = 'Which engineer built the Heron Bridge?';

describe('a question that cannot stand alone is completed from the previous one', () => {
  test.each([
    ['and when was that?', 'when was that? engineer built Heron Bridge'],
    ['And how many cyclists?', 'how many cyclists? engineer built Heron Bridge'],
    ['How long did they close it?', 'How long did they close it? engineer built Heron Bridge'],
    ['What did Varga say about it?', 'What did Varga say about it? engineer built Heron Bridge'],
    ['Why?', 'Why? engineer built Heron Bridge'],
    ['but who else?', 'who else? engineer built Heron Bridge'],
    ['What about the Mill Bridge?', 'Which engineer built the Heron Bridge? Mill'],
    ['and in Upper Vale?', 'Which engineer built the Heron Bridge? Upper Vale'],
    ['How many died?', 'How many died? engineer built Heron Bridge'],
    ['How many were hurt?', 'How many were hurt? engineer built Heron Bridge'],
    ['Who won?', 'Who won? engineer built Heron Bridge'],
    ['and when? from:Courier', 'from:Courier when? engineer built Heron Bridge'],
  ])('%s', (question, asked) => {
    expect(completeFollowUp(question, previous)).toBe(asked);
  });

  test('and inherits its filters, except those of a kind that it has itself', () => {
    expect(completeFollowUp('and when? before:2024', `${previous} from:Courier before:2023`)).toBe(
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
  'How many Norwegians?',
  'How many people died in 1904?',
  '?!',
  'What does Hanne Vik tell her students?',
])('a question that stands alone is left unchanged: %s', (question) => {
  expect(completeFollowUp(question, previous)).toBe(question);
});

test('without a previous question, any question is left unchanged', () => {
  expect(completeFollowUp('and when was that?')).toBe('and when was that?');
});

test('a completed question is not longer than a question may be, if the follow-up is not', () => {
  fc.assert(
    fc.property(fc.lorem({ maxCount: 9 }), fc.string({ maxLength: 1000 }), (question, before) => {
      expect(completeFollowUp(`and ${question} it?`, before).length).toBeLessThanOrEqual(LONGEST_QUESTION);
    }),
  );
});

describe('asking with the previous question', () => {
  const town = async () => {
    const verbatim = await opened(await temporaryConfig({ 'bridges.txt': BRIDGES, 'bakery.md': BAKERY }));
    await verbatim.reindex('changed');
    return async (question: string, before: string) => {
      let searched = '';
      const onAsked = (asked: string) => {
        searched = asked;
      };
      const { quotes } = await verbatim.ask(question, { previous: before, onAsked });
      return { searched, text: quotes[0]?.text };
    };
  };

  test('completes a follow-up', async () => {
    const ask = await town();
    const { text } = await ask('and for how many weeks was it closed?', 'What did repairs to the Heron Bridge cost?');
    expect(text).toContain('eleven weeks');
  });

  test('completes a question with one content word if the articles then give a higher confidence', async () => {
    const ask = await town();
    const { searched, text } = await ask('What was the cost?', 'Who repaired the Heron Bridge?');
    expect(searched).toBe('What was the cost? repaired Heron Bridge');
    expect(text).toContain('2.3 million crowns');
  });

  test('does not complete such a question if it has a higher confidence alone, or if the word would be lost', async () => {
    const ask = await town();
    const { searched, text } = await ask('How many bridges are there?', 'How long does the rye bread rest?');
    expect(searched).toBe('How many bridges are there?');
    expect(text).toContain('seven bridges');
    expect((await ask('Where is the harbour?', 'Who built the Heron Bridge?')).searched).toBe('Where is the harbour?');
  });
});

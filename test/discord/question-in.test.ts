import fc from 'fast-check';
import { expect, test } from 'vitest';
import { followUpIn, questionIn } from '../../src/discord/messages/question-in.js';

test.each([
  'How long does the rye bread rest?',
  'What’s HNSW?',
  'Did the council close the bridge?',
  'Is the ferry on the left or on the right?',
  'how many bridges does the town own',
  'does anyone know who built the lighthouse',
  'is there a ferry on sundays',
  'Wie viele Brücken hat die Stadt?',
  'wie viele brücken hat die stadt',
  'Weiß jemand, wann das Museum öffnet',
  'Хто збудував млин?',
  'скільки мостів у місті',
  'Чи працює музей у неділю',
  'Кто построил мельницу?',
  '다리는 언제 지어졌나요',
  '이 다리는 몇 년에 지어졌습니까?',
  'この橋はいつ建てられましたか',
  '橋は七つある？',
  '這座橋有多長？',
  '这座桥是谁建的吗',
  '¿Cuántos puentes tiene la ciudad?',
  'cuántos puentes tiene la ciudad',
  'Combien de ponts y a-t-il ?',
  'Πόσες γέφυρες έχει η πόλη;',
  'متى تم بناء الجسر؟',
  'शहर में कितने पुल हैं?',
])('a question: %s', (text) => {
  expect(questionIn(text)).toBe(text);
});

test.each([
  'Good morning!',
  'what?',
  'Really??',
  'WHAT?!',
  'Did they really do that?!',
  'who cares about bridges?',
  'why not?',
  'How are you?',
  'nice weather, isn’t it?',
  'It was the mayor, right?',
  'Das war gestern, oder?',
  'wie geht’s dir?',
  'Це був мер, так?',
  'як справи?',
  'When I came home the bakery had closed.',
  'What a day!',
  'which reminds me.',
  'The bridge was built in 1871.',
  'see https://example.org/search?q=bridge',
  '`SELECT ? FROM bridges`',
  '```\nif (open?) return;\n```',
  '> How many bridges are there?\nGood one.',
  '???',
  'let bridges = count(all);',
  '👀?',
  '',
  'Anyone here?',
  'can I ask a question?',
])('none: %s', (text) => {
  expect(questionIn(text)).toBeUndefined();
});

test('only the questions of a longer message count', () => {
  expect(questionIn('Hi all, I am new here.\nHow long does the rye bread rest? Thanks in advance!')).toBe(
    'How long does the rye bread rest?',
  );
  expect(questionIn('Who built it? It looks old. And what did it cost?')).toBe('Who built it? And what did it cost?');
  expect(questionIn('<@123> what does a loaf cost? https://example.org/?a=b')).toBe('what does a loaf cost?');
});

test('after an answer, a question may be shorter, but small talk still does not count', () => {
  expect(['And when?', 'Why?', 'Wann denn?', 'Thanks!', 'Really?!', 'How are you?'].map(followUpIn)).toEqual([
    'And when?',
    'Why?',
    'Wann denn?',
    undefined,
    undefined,
    undefined,
  ]);
  expect(questionIn('Why?')).toBeUndefined();
});

test('no text makes it fail or take long', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 4_000 }), (text) => {
      const question = questionIn(text);
      expect(question === undefined || question.length <= text.length).toBe(true);
    }),
  );
  const started = performance.now();
  for (const part of ['a, ', '> ', '`', '<@1', '?', 'how ', ', isn']) questionIn(part.repeat(4_000 / part.length));
  expect(performance.now() - started).toBeLessThan(500);
});

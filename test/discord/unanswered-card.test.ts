import fc from 'fast-check';
import { expect, test } from 'vitest';
import { renderClearing, renderUnanswered, TOPICS_PAGE } from '../../src/discord/reports/unanswered-card.js';
import { unansweredFile } from '../../src/discord/reports/unanswered-file.js';
import { LANGUAGES, type Language, wordsIn } from '../../src/i18n/words.js';
import { messageFaults, textsOf } from '../../tools/discord-stand-in/messages/limits.js';
import { anyText } from './any.js';
import { unescapedMarkup } from './shown.js';

const anyLanguage = fc.constantFrom(...(Object.keys(LANGUAGES) as Language[]));
const anyTopic = fc.record({
  count: fc.integer({ min: 1, max: 2_000 }),
  last: fc.date({ min: new Date(0), max: new Date(8e12), noInvalidDate: true }).map(Number),
  wordings: fc.array(anyText, { minLength: 1, maxLength: 4 }),
});
const anyView = fc.record({
  topics: fc.array(anyTopic, { maxLength: TOPICS_PAGE }),
  total: fc.nat(2_000),
  questions: fc.nat(2_000),
  order: fc.constantFrom('count' as const, 'newest' as const),
  page: fc.nat(400),
  days: fc.nat(365),
  hasReasons: fc.boolean(),
});

test('every page is within Discord’s limits and shows questions as plain text', () => {
  fc.assert(
    fc.property(anyView, anyLanguage, (view, language) => {
      const card = renderUnanswered(view, wordsIn(language), language);
      expect(messageFaults({ ...card, components: [...card.components] })).toEqual([]);
      if (view.days === 0 || view.topics.length === 0) return;
      const [, list = ''] = textsOf([...card.components]);
      const own = list.replace(/^\*\*\d+ ×\*\* /gm, '').replace(/^-# /gm, '');
      expect(unescapedMarkup(own).filter((each) => !/^ *\d+\. /.test(each))).toEqual([]);
    }),
  );
});

test('clearing and exporting are within the limits too', () => {
  fc.assert(
    fc.property(fc.nat(2_000), anyLanguage, fc.array(anyText, { maxLength: 5 }), (count, language, questions) => {
      const t = wordsIn(language);
      const clearing = renderClearing(count, t);
      expect(messageFaults({ ...clearing, components: [...clearing.components] })).toEqual([]);
      const kept = questions.map((question, at) => ({ topic: at % 2, at: 0, question }));
      const { flags, components } = unansweredFile(kept, t);
      expect(messageFaults({ flags, components })).toEqual([]);
    }),
  );
});

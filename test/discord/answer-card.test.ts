import { describe, expect, it } from 'vitest';
import type { Answer, Quote } from '../../src/answer/quoting/answer.js';
import type { Article } from '../../src/article/model/article.js';
import { renderAnswer } from '../../src/discord/answers/answer.js';
import { LANGUAGES, type Language } from '../../src/i18n/words.js';
import { textsOf } from '../../tools/discord-stand-in/messages/limits.js';
import { answered, article, labels, nothing, quote, view, viewIn } from './answers.js';

const shown = (question: string, answer: Answer, how = view) => textsOf(renderAnswer(question, answer, how).components);

describe('the answer card', () => {
  it('shows the question, the quote and its source', () => {
    expect(shown('How large?', answered)).toEqual([
      '### ● From the articles\n**How large?**',
      '> Some \\*35,000\\* sq km were de-mined.\n' +
        '-# \\[1\\] [Clearing the fields](https://example.com/demining) · The Post · A. Writer · 5 Dec 2024 · ¶ 3 · Progress',
    ]);
  });

  it('uses the asker’s language, except for the quote, whose language it names', () => {
    const [head, text] = shown('Wie groß?', answered, viewIn('de'));
    expect(head).toBe('### ● Aus den Artikeln\n**Wie groß?**');
    expect(text).toMatch(/^> Some .* · 5\\\. Dez\. 2024 · ¶ 3 · Progress · Englisch$/s);
    expect(labels(renderAnswer('Q', answered, viewIn('uk')))).toEqual([
      'Контекст',
      'Більше цитат',
      'Уточнити',
      '+Корисно',
      '+Не корисно',
    ]);
  });

  it('distinguishes outcomes by words, symbol and colour', () => {
    const twice: Answer = { ...answered, quotes: [quote('Nine.'), quote('Ten.', 2)], differ: true };
    const cards = [answered, { ...answered, kind: 'closest' } as Answer, nothing].map((each) =>
      renderAnswer('Q', each, view),
    );
    expect(new Set(cards.map(({ components: [box] }) => box.accent_color)).size).toBe(3);
    const heads = [...cards, renderAnswer('Q', twice, view)].map(({ components }) => textsOf(components)[0] ?? '');
    expect(new Set(heads.map((head) => head.slice('### '.length, '### x'.length))).size).toBe(4);
    expect(new Set(heads.map((head) => head.slice('### x'.length))).size).toBe(4);
  });

  it('says that it is not sure, or found nothing close, never that the articles say nothing', () => {
    const closest = { ...answered, kind: 'closest' } as Answer;
    const heads = (language: Language) =>
      [closest, nothing].map((each) => shown('Q', each, viewIn(language))[0]?.split('\n')[0]);
    const said: Record<Language, string[]> = {
      en: [
        '### ◐ Not sure this answers the question. The closest passages:',
        '### ○ Found nothing close to this in the articles.',
      ],
      de: [
        '### ◐ Nicht sicher, ob das die Frage beantwortet. Die passendsten Stellen:',
        '### ○ In den Artikeln wurde dazu nichts Passendes gefunden.',
      ],
      uk: [
        '### ◐ Немає певності, що це відповідь на запитання. Найближчі уривки:',
        '### ○ У статтях не знайдено нічого близького до цього.',
      ],
      ko: [
        '### ◐ 질문에 대한 답인지 확실하지 않습니다. 가장 가까운 부분:',
        '### ○ 기사에서 이와 가까운 내용을 찾지 못했습니다.',
      ],
    };
    for (const language of Object.keys(LANGUAGES) as Language[]) expect(heads(language)).toEqual(said[language]);
  });

  it('says below the question that it is in another language', () => {
    const note = 'Die Frage ist anscheinend auf Deutsch, die Artikel sind auf Englisch.';
    expect(shown('Wie groß?', nothing, viewIn('en', { note }))[1]).toBe(note);
    expect(shown('Wie groß?', { ...answered, kind: 'closest' }, viewIn('en', { note }))[1]).toBe(note);
  });

  it('opens the page at the quote', () => {
    const text = 'Clearing the fields. Some *35,000* sq km were de-mined. So it was.';
    const block = { start: 0, end: text.length, kind: 'paragraph' as const, paragraph: 1 };
    const whole: Article = {
      id: article.id,
      title: '',
      text,
      contentHash: '',
      meta: { language: 'en' },
      blocks: [block],
    };
    const cited = { ...quote('Some *35,000* sq km were de-mined.'), start: 21, end: 55 };
    const [, line] = shown('Q', { ...answered, quotes: [cited] }, viewIn('en', { articleOf: () => whole }));
    expect(line).toContain(
      '(https://example.com/demining#:~:text=Some%20%2A35%2C000%2A%20sq%20km%20were%20de%2Dmined.)',
    );
  });

  it('shows the words that answer in bold, and which other articles say the same', () => {
    const marked = {
      ...quote('Some *35,000* sq km were de-mined.'),
      start: 100,
      marks: [{ start: 105, end: 113 }],
      also: [quote('So it was.', 2), quote('Just so.', 3)],
    };
    const [, text] = shown('How large?', { ...answered, quotes: [marked] });
    expect(text).toMatch(/^> Some \*\*\\\*35,000\\\*\*\* sq km were de-mined\.\n/);
    expect(text).toMatch(/\n-# also in \\\[2\\\] Clearing the fields, \\\[3\\\] Clearing the fields$/);
  });

  it('shows contradicting articles with their dates, without judging them', () => {
    const undated = {
      ...quote('Ten.', 2),
      citation: { number: 2, article: { id: 'b', title: 'B', language: 'en' }, locator: { paragraph: 1 } },
    };
    const [head, first, second] = shown('How large?', { ...answered, quotes: [quote('Nine.'), undated], differ: true });
    expect(head).toMatch(/^### ⇄ The articles differ\n/);
    expect(first).toMatch(/^\*\*5 Dec 2024\*\*\n> Nine\.\n/);
    expect(second).toMatch(/^\*\*no date\*\*\n> Ten\.\n/);
  });

  it('shows short quotes whole and says where the rest of a cut one is', () => {
    const long = 'A sentence of some words, '.repeat(400);
    const [, first, second] = shown('Q', { ...answered, quotes: [quote(long), quote('Short.', 2)] });
    expect(first).toMatch(/ (A|sentence|of|some|words,)…\n-# the quote continues under “Context”\n/);
    expect(first?.length).toBeGreaterThan(3_000);
    expect(second).toMatch(/^> Short\.\n/);
    expect(second).not.toContain('the quote continues');
  });

  it('moves quotes to another page if a long question leaves no room', () => {
    const quotes = [1, 2, 3].map((number) => quote(`${number} a few words `.repeat(60), number));
    const answer: Answer = { kind: 'answered', confidence: 1, quotes: [quotes[0] as Quote, ...quotes.slice(1)] };
    const question = '*'.repeat(1_000);
    const first = renderAnswer(question, answer, view);
    expect(textsOf(first.components)[0]).toContain(' · page 1 of 2\n');
    expect(labels(first)[0]).toBe('Next');
    const rest = renderAnswer(question, answer, { ...view, quote: 2 });
    expect(textsOf(rest.components).join()).toContain('\\[3\\]');
    expect(textsOf(rest.components).join()).not.toContain('\\[1\\]');
    expect(labels(rest)[0]).toBe('Previous');
  });

  it('says which quotes can no longer be shown, and why', () => {
    const lost = [
      { number: 2, title: 'The *mill*' },
      { number: 3, title: undefined },
    ];
    expect(shown('Q', answered, { ...view, lost }).slice(2)).toEqual([
      '-# ⚠ \\[2\\] The \\*mill\\* has changed since this answer, so its quote can no longer be shown.',
      '-# ⚠ \\[3\\] is no longer available here, so its quote is not shown.',
    ]);
    expect(shown('Q', nothing, { ...view, lost })[0]).toMatch(/no longer be shown/);
  });

  it.each(['javascript:alert(1)', 'https://discord.com@evil.example/', 'notes/local.txt'])(
    'does not link %s',
    (url) => {
      const cited = {
        ...quote('Words.'),
        citation: { number: 1, article: { ...article, url }, locator: { paragraph: 1 } },
      };
      const [, text] = shown('Q', { ...answered, quotes: [cited] });
      expect(text).toContain('\\[1\\] Clearing the fields · The Post');
    },
  );
});

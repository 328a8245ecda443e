import { describe, expect, it } from 'vitest';
import type { Quote } from '../../src/answer/quoting/answer.js';
import { citationLine, linkedTitle } from '../../src/discord/components/citation.js';
import { clip, clipPlain } from '../../src/discord/components/clip.js';
import { notice } from '../../src/discord/components/notice.js';
import { renderChanges } from '../../src/discord/indexing/index-changes-card.js';
import { unansweredFile } from '../../src/discord/reports/unanswered-file.js';
import { wordsIn } from '../../src/i18n/words.js';
import { renderCheckUp } from '../../src/terminal/check-up.js';
import { renderAnswer, renderReport, renderSources } from '../../src/terminal/render.js';
import { renderFound } from '../../src/terminal/render-found.js';
import { pings, textsOf } from '../../tools/discord-stand-in/messages/limits.js';
import { unescapedMarkup } from '../discord/shown.js';

const t = wordsIn('en');
const reader = { language: 'en' as const, t, articleOf: () => undefined };
const titled = (title: string, url: string) => linkedTitle({ id: 'a.txt', title, url, language: 'en' }, undefined, t);

describe('a link in a card', () => {
  it.each([
    ['bank.com', 'https://evil.example/login', 'evil.example'],
    ['Sign in at www.Bank.com today', 'https://evil.example/', 'evil.example'],
    ['bank.com', 'https://bank.com.evil.example/', 'bank.com.evil.example'],
    ['bank.com', 'https://bank.community/', 'bank.community'],
    ['bank\u200B.com', 'https://evil.example/', 'evil.example'],
    ['bank\u2024com', 'https://evil.example/', 'evil.example'],
    ['ｂａｎｋ．ｃｏｍ', 'https://evil.example/', 'evil.example'],
    ['bank。com', 'https://evil.example/', 'evil.example'],
    ['bank.com', 'https://xn--bnk-ela.com/', 'xn--bnk-ela.com'],
    ['bank.com', 'https://bänk.com/', 'xn--bnk-qla.com'],
  ])('does not pass for %s where it leads to %s', (title, url, host) => {
    const line = titled(title, url);
    const [, label, target = ''] = /\(\[([^\]]*)\]\((\S+)\)\)$/.exec(line) ?? [];
    expect(label).toBe(host);
    expect(new URL(target).host).toBe(host);
  });

  it.each([
    ['Clearing the fields', 'https://example.com/a'],
    ['What example.com wrote', 'https://www.example.com/a'],
    ['U.S. troops, 3.5 km on, e.g. by night', 'https://example.com/a'],
  ])('is the title %s where nothing is disguised', (title, url) => {
    expect(titled(title, url)).toMatch(/^\[.*\]\(https:\/\/\S+\)$/);
  });

  it.each([
    'https://discord.gg/abc',
    'https://DISCORD.gg./abc',
    'https://discord.com/invite/abc',
    'https://ptb.discord.com/oauth2/authorize?client_id=1',
    'https://discordapp.com/api/oauth2/authorize',
    'https://discord.gift/abc',
    'https://discord.com/billing/promotions/x',
    'https://discord.com/api/webhooks/1/x',
    'https://discord.com/%69nvite/abc',
  ])('never opens an invite or the like: %s', (url) => {
    expect(titled('The rules of this server', url)).toBe('The rules of this server');
  });

  it('can still lead to a message', () => {
    expect(titled('Notes', 'https://discord.com/channels/1/2')).toContain('](https://discord.com/channels/1/2)');
  });
});

const EVIL =
  '@everyone \u202E<@1> [bank.com](https://evil.example) \u2066discord.gg/x\u001b[31m {{reference}} $t(common:failed)';
const quote = (text: string): Quote => ({
  articleId: EVIL,
  start: 0,
  end: text.length,
  text,
  score: 1,
  citation: {
    number: 1,
    article: {
      id: EVIL,
      title: EVIL,
      publisher: EVIL,
      author: EVIL,
      url: 'https://example.com/\u202Ex',
      language: 'en',
    },
    locator: { heading: EVIL, paragraph: 1 },
  },
});
// biome-ignore lint/suspicious/noControlCharactersInRegex: looking for them is the point
const OBEYED = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2067]/;

describe('what an article’s author writes', () => {
  it('is no mention, link, formatting or turned text in a citation or notice', () => {
    const line = citationLine(quote('Words.'), reader);
    const shown = textsOf(notice(t('sources:unknown', { typed: EVIL })).components);
    for (const text of [line.replace(/\(\[example\.com\]\(\S+\)\)/, ''), ...shown]) {
      expect(unescapedMarkup(text)).toEqual([]);
      expect(text).not.toMatch(OBEYED);
      expect(text).not.toContain('@everyone');
      expect(text).toContain('{{reference}} $t\\(common');
    }
    expect(pings(notice(EVIL))).toEqual([]);
  });

  it('does not reorder the line that it stands in', () => {
    const hebrew = { ...quote('x').citation.article, title: 'שלום 12', publisher: 'عربي', author: 'A. Writer' };
    const line = citationLine({ ...quote('x'), citation: { ...quote('x').citation, article: hebrew } }, reader);
    expect(line).toContain('[\u2068שלום 12\u2069](https://example.com/');
    expect(line).toContain('\u2068عربي\u2069 · A. Writer');
    expect((line.match(/\u2068/g) ?? []).length).toBe((line.match(/\u2069/g) ?? []).length);
  });

  it('turns no direction where there is no markdown: choices, names of threads, files', () => {
    const view = {
      added: Array(9).fill(EVIL),
      changed: [],
      removed: [],
      problems: [],
      skipped: [`x.${EVIL}`, EVIL],
      hidden: 0,
    };
    const { file } = renderChanges(t, 'x', view, []);
    const table = unansweredFile([{ topic: 1, at: 0, question: EVIL }], t).files[0]?.attachment;
    for (const text of [
      clipPlain(EVIL, 100),
      clip(EVIL, 300).text,
      String(file?.attachment).replaceAll('\n', ''),
      String(table),
    ]) {
      expect(text).toContain('evil');
      expect(text.replaceAll('\r\n', '')).not.toMatch(OBEYED);
    }
  });
});

describe('in a terminal', () => {
  it('nothing that comes from elsewhere is obeyed', () => {
    const canvas = { columns: 200, colour: false };
    const evil = `${EVIL}\u0007\u009b1m\r\u0085`;
    const summary = { id: evil, title: evil, publisher: evil, language: 'en', passages: 1, collection: evil };
    const report = {
      generation: 'x',
      ...{ added: [evil], changed: [evil], removed: [evil], unchanged: 0, articles: 1, passages: 1, sentences: 1 },
      ...{ embedded: 0, cached: 0, seconds: 1, problems: [{ where: evil, reason: evil }], skipped: [evil] },
    };
    const marked = { ...quote(evil), marks: [{ start: 2, end: 20 }], also: [quote(evil)] };
    const match = { given: evil, struck: [{ start: 1, end: 4 }], exact: false, quotes: [marked] };
    for (const shown of [
      renderAnswer({ kind: 'answered', confidence: 1, quotes: [marked] }, canvas),
      renderSources([summary], canvas),
      renderReport(report),
      renderFound({ kind: 'found', matches: [match] } as never, canvas),
      renderCheckUp(
        [{ status: 'warning', key: 'articles.unread', values: { where: evil, reason: evil } }],
        (_, values) => String(values.where),
        canvas,
      ),
    ]) {
      expect(shown).toContain('evil');
      expect(shown).not.toMatch(OBEYED);
    }
  });
});

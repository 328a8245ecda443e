import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatOf } from '../../src/article/formats.js';
import type { Read } from '../../src/article/model/read.js';

const WORDS = 'word, word, word, and word more';
const LIMIT_MS = 25_000;

/** What a file is read as, or why it is not read. */
async function read(name: string, content: string | Uint8Array): Promise<Read[] | string> {
  try {
    return [...((await formatOf(name)?.(name, Buffer.from(content))) ?? [])];
  } catch (cause) {
    expect(cause).toMatchObject({ name: 'UnreadableError' });
    return (cause as Error).message;
  }
}

const nested = (name: string, times: number, within = '') =>
  `<${name}>`.repeat(times) + within + `</${name}>`.repeat(times);

describe('neither crashes nor takes minutes, for', () => {
  it.each<[string, string, string]>([
    ['59,000 elements in one another', 'a.html', `${'<div>'.repeat(59_000)}${WORDS}`],
    ['a hundred thousand elements', 'a.html', '<div>'.repeat(100_000)],
    ['elements that are never closed', 'a.html', '<p>word <b>x '.repeat(29_000)],
    ['two thousand levels', 'a.html', nested('div', 1_900, WORDS)],
    ['wide and deep', 'a.html', `<div>${`<p>${WORDS}</p>`.repeat(200)}`.repeat(95)],
    ['tables in tables', 'a.html', `${'<table><tr><td>'.repeat(600)}${WORDS}`.repeat(8)],
    ['raised figures in one another', 'a.html', nested('sup', 1_900, '1').repeat(20)],
    ['headers in one another', 'a.html', nested('header', 1_900).repeat(20)],
    ['a million opening brackets', 'a.html', '<'.repeat(1_000_000)],
    ['two hundred thousand entities', 'a.html', '&amp;'.repeat(200_000)],
    ['comments that are never closed', 'a.html', '<!--'.repeat(240_000)],
    ['style sheets that hide and never end', 'a.html', `<div style="${'/*'.repeat(2_000_000)}">${WORDS}`],
    ['a class of millions of names', 'a.html', `<div class="${'a '.repeat(2_000_000)}">${WORDS}`],
    [
      'an element with a hundred thousand attributes',
      'a.html',
      `<div ${Array.from({ length: 100_000 }, (_, at) => `a${at}=1`).join(' ')}>${WORDS}`,
    ],
    ['many lists of articles', 'a.html', `<article><p>${WORDS.repeat(9)}</p></article>`.repeat(3_000)],
    ['many line breaks', 'a.html', `<p>a${'<br>'.repeat(59_000)}b`],
    ['titles of separators', 'a.html', `<title>${'a - '.repeat(500_000)}</title><h1>a</h1>${WORDS}`],
    [
      'linked data in itself',
      'a.html',
      `<script type="application/ld+json">${'[{"@graph":'.repeat(20_000)}1${'}]'.repeat(20_000)}</script>${WORDS}`,
    ],
    ['scripts that are never closed', 'a.html', '<script>'.repeat(59_000)],
    ['quotation marks in a table', 'a.csv', `text\n${'"'.repeat(2_000_001)}`],
    ['a table of delimiters', 'a.csv', `text\n${','.repeat(2_000_000)}`],
    ['a table of rows of nothing', 'a.csv', `text\n${'\n'.repeat(500_000)}`],
    ['a header of names', 'a.csv', `${'text,'.repeat(200_000)}\nx`],
    ['lists in lists', 'a.json', `${'['.repeat(1_000_000)}${']'.repeat(1_000_000)}`],
    ['an object with many names', 'a.json', `{${Array.from({ length: 100_000 }, (_, at) => `"n${at}":1`).join()}}`],
    ['markup in an export', 'a.jsonl', JSON.stringify({ id: 1, title: '<b>'.repeat(600), text: '<p>'.repeat(59_000) })],
    ['front matter in itself', 'a.md', `---\n${'['.repeat(20_000)}\n---\nText.`],
    [
      'front matter that refers to itself',
      'a.md',
      `---\na: &a [x,x,x,x,x,x,x,x,x]\n${'bcdefghij'
        .split('')
        .map((name, at) => `${name}: &${name} [${Array(9).fill(`*${'abcdefghi'[at]}`).join()}]`)
        .join('\n')}\ntitle: *j\n---\nText.`,
    ],
  ])(
    '%s',
    async (_, name, content) => {
      const started = performance.now();
      await read(name, content);
      expect(performance.now() - started).toBeLessThan(LIMIT_MS);
    },
    60_000,
  );
});

const FRAGMENTS = [
  ...[
    '<',
    '>',
    '</',
    '/>',
    '<!--',
    '-->',
    '<![CDATA[',
    ']]>',
    '<?xml ',
    '?>',
    '<!DOCTYPE html>',
    '&',
    '&#',
    '&nbsp;',
    '&#x110000;',
  ],
  ...[
    '<html>',
    '<head>',
    '<body>',
    '</body>',
    '<p>',
    '</p>',
    '<table>',
    '<tr>',
    '<td>',
    '<svg>',
    '<math>',
    '<template>',
    '<script>',
    '</script>',
  ],
  ...[
    '<title>',
    '<meta charset=x>',
    '<base href="//">',
    '<link rel=canonical href="',
    '" ',
    "'",
    '=',
    '<a href="#',
    '<sup>',
    '<br>',
    '<pre>',
  ],
  ...[
    '"',
    ',',
    ';',
    '\n',
    '\r\n',
    '\t',
    'text',
    'title',
    'sep=',
    '{',
    '}',
    '[',
    ']',
    ':',
    '\\u0000',
    '\\',
    '"text":',
    '"__proto__":',
    'null',
    '1e999',
  ],
  ...[
    '---\n',
    '# ',
    '\u0000',
    '\f',
    '\u202e',
    '\ud800',
    '\ufeff',
    'Слово',
    '말',
    '\ud83d\ude00',
    'words of an article. ',
  ],
];
const ENDINGS = ['.html', '.xhtml', '.csv', '.tsv', '.json', '.jsonl', '.md', '.txt', '.docx', '.epub'];

describe('any file whatever', () => {
  const content = fc.oneof(
    fc.array(fc.constantFrom(...FRAGMENTS), { maxLength: 40 }).map((parts) => Buffer.from(parts.join(''))),
    fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)),
  );
  it.each(ENDINGS)(
    '%s is read or named with a reason',
    async (ending) => {
      await fc.assert(
        fc.asyncProperty(content, async (bytes) => {
          const found = await read(`a${ending}`, bytes);
          for (const each of typeof found === 'string' ? [{ reason: found }] : found) {
            if ('reason' in each) expect(each.reason).toMatch(/^[\p{Lu}].*[.)]$/su);
            else expect(each.raw.id).not.toBe('');
          }
        }),
        { numRuns: 600 },
      );
    },
    60_000,
  );
});

import { describe, expect, test } from 'vitest';
import { cleanArticle } from '../../src/article/clean.js';
import type { Article } from '../../src/article/model/article.js';
import { passagesOf } from '../../src/article/text/passages.js';
import { findCopies } from '../../src/library/copies/copies.js';

const BRIDGE = [
  'The council of Port Ellery has closed the Heron Bridge for eleven weeks because its bearings had rusted, the town’s engineer told a meeting on Monday.',
  'Traffic is led over the mill dam, where a ferry had run until 1903, and the baker of Mill Street complains that nobody passes his window any more.',
  'Repairs will cost 2.3 million crowns, of which the province pays half; the rest comes from the toll that carts have paid since spring.',
  'The bridge was built of granite in 1871 and has carried about 4,200 cyclists on a working day in the last ten years.',
];
const LOCK = [
  'The lock keeper of Vollen grows pears along the towpath, and sells them to the skippers who wait for the gates to open in the morning.',
  'He says that the trade began by chance, when a barge with a broken rudder lay in the basin for a whole August and its crew ran out of bread.',
  'Since then the pears have won him three medals at the autumn fair, and the canal board has put up a shed for the baskets.',
];
/** A daily report with other figures each day, and the text below it. */
const REPORT = ([day, barges, tons, hours]: readonly number[]) => [
  `On ${day} May the lock of Vollen passed ${barges} barges with ${tons} tons of grain and was open for ${hours} hours.`,
  'The canal board asks skippers to report to the lock keeper before they enter the basin, and to keep their dogs on board at all times.',
  'Barges that carry hay have to wait for the evening, since the wind from the hills blows sparks over the water during the day.',
];

function article(id: string, paragraphs: readonly string[], publishedAt?: string): Article {
  return cleanArticle({ id, title: id, text: paragraphs.join('\n\n'), format: 'plain', publishedAt });
}

/** The ids of each group's articles, and how many of their sentences are the same. */
function groups(articles: readonly Article[]): { ids: string[]; same: number }[] {
  const cut = articles.map((each) => ({ article: each, passages: passagesOf(each) }));
  const copies = findCopies(cut);
  const found = new Map<number, { ids: string[]; same: Set<number> }>();
  for (const { article: each, passages } of cut) {
    const group = copies.groupOf(each);
    const same = passages.flatMap(({ sentences }) => sentences.flatMap((sentence) => copies.sameOf(sentence) ?? []));
    if (group === undefined) {
      expect(same).toEqual([]);
      continue;
    }
    const known = found.get(group) ?? { ids: [], same: new Set() };
    known.ids.push(each.id);
    for (const number of same) known.same.add(number);
    found.set(group, known);
  }
  return [...found.values()].map(({ ids, same }) => ({ ids, same: same.size }));
}

describe('articles are copies of one another', () => {
  test('if one has some words edited, and its own line at the end; the edited sentence is no longer the same', () => {
    const edited = [
      ...BRIDGE.with(1, BRIDGE[1]?.replace('the baker', 'Tomas Varga, the baker') ?? ''),
      'Courier Service',
    ];
    expect(groups([article('a', BRIDGE), article('lock', LOCK), article('b', edited)])).toEqual([
      { ids: ['a', 'b'], same: 3 },
    ]);
  });

  test('if one was shortened', () => {
    expect(groups([article('a', BRIDGE), article('b', BRIDGE.slice(0, 3))])).toEqual([{ ids: ['a', 'b'], same: 3 }]);
  });

  test('even with other quotation marks, hyphens and line ends', () => {
    const set = BRIDGE.map((each) =>
      each
        .replaceAll('’', "'")
        .replace(/(.{50,}?) /g, '$1\n')
        .replace('engineer', 'engi-\nneer'),
    );
    const paragraphs = [...set, 'An engineer may lean on the rail as long as he likes.'];
    const blocks = paragraphs.map((text) => ({ kind: 'paragraph' as const, text }));
    const other = cleanArticle({ id: 'b', title: 'b', format: 'blocks', blocks });
    expect(groups([article('a', BRIDGE), other])).toEqual([{ ids: ['a', 'b'], same: 4 }]);
  });

  test('in scripts without spaces', () => {
    const market =
      '市場は明治三十五年に開かれた。魚と野菜を売る店が四十軒あり、朝の五時から人が集まった。川の向こうの町からも舟で客が来たという。';
    expect(groups([article('a', [market]), article('b', [market, '文責は記者にある。'])])).toEqual([
      { ids: ['a', 'b'], same: 3 },
    ]);
  });
});

describe('articles are not copies', () => {
  test('if one only quotes a paragraph of the other', () => {
    expect(groups([article('a', BRIDGE), article('b', [...LOCK, BRIDGE[2] ?? ''])])).toEqual([]);
  });

  test('if they are reports of two days with the same text under them', () => {
    const days = [
      [5, 310, 4100, 14],
      [6, 287, 3950, 16],
      [7, 44, 610, 9],
    ];
    expect(groups(days.map((day, at) => article(`day-${at}`, REPORT(day))))).toEqual([]);
  });

  test('if they are too short to judge', () => {
    expect(groups([article('a', ['No ferry runs today.']), article('b', ['No ferry runs today.'])])).toEqual([]);
  });
});

test('ten thousand articles, half of them copies, are processed in seconds', () => {
  const words = Array.from({ length: 3000 }, (_, at) => `word${at}`);
  let seed = 1;
  const random = () => {
    seed = (Math.imul(seed, 1_103_515_245) + 12_345) >>> 0;
    return seed / 2 ** 32;
  };
  const articles = Array.from({ length: 5_000 }, (_, at) => {
    const text = Array.from({ length: 200 }, () => words[Math.floor(random() * words.length)]).join(' ');
    return [article(`a${at}`, [`${text}.`]), article(`b${at}`, [`${text}.`])];
  }).flat();
  const cut = articles.map((each) => ({ article: each, passages: passagesOf(each) }));
  const started = performance.now();
  const copies = findCopies(cut);
  const seconds = (performance.now() - started) / 1000;
  expect(new Set(articles.map(copies.groupOf)).size).toBe(5_000);
  expect(seconds).toBeLessThan(30);
}, 120_000);

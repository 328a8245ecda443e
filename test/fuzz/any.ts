import fc from 'fast-check';
import { SIGNS } from './signs.js';

const sign = fc.constantFrom(...SIGNS);

/** Text out of such signs, of any characters, or of both. */
export const anyText = (parts = 30): fc.Arbitrary<string> =>
  fc.oneof(
    fc.array(sign, { maxLength: parts }).map((all) => all.join('')),
    fc
      .array(fc.oneof(sign, fc.string({ unit: 'binary', maxLength: 8 })), { maxLength: parts })
      .map((all) => all.join('')),
    fc.string({ unit: 'grapheme', maxLength: parts * 3 }),
  );

/** A short text, as names and values are. */
export const anyWord: fc.Arbitrary<string> = fc.oneof(sign, fc.string({ maxLength: 12 }), anyText(4));

/** A custom_id of the bot's own making, out of order, of somebody else's, or no such thing. */
export const anyCustomId: fc.Arbitrary<string> = fc
  .tuple(
    fc.constantFrom(
      'ask',
      'sources',
      'settings',
      'audit',
      'reindex',
      'articles',
      'doctor',
      'unanswered',
      'privacy',
      'feedback',
      'help',
      '',
      'x',
    ),
    fc.array(
      fc.oneof(
        fc.constantFrom(
          ...[
            'page',
            'context',
            'more',
            'follow',
            'share',
            'good',
            'bad',
            'list',
            'sort',
            'open',
            'go',
            'set',
            'cancel',
            'back',
            'yes',
          ],
        ),
        fc.constantFrom(
          ...[
            'remove',
            'restore',
            'keep',
            'again',
            'export',
            'clear',
            'reasons',
            'delete',
            'filter',
            'home',
            'people',
            'collections',
          ],
        ),
        fc.constantFrom(
          ...[
            'watched',
            'askers',
            'admins',
            'cooldown',
            'kept',
            'inChannel',
            'asServer',
            'stale',
            'count',
            'newest',
            't',
            'n',
            '-',
            '0',
            '1',
          ],
        ),
        fc.integer().map(String),
        anyWord,
      ),
      { maxLength: 6 },
    ),
  )
  .map(([command, parts]) => [command, ...parts].join(':').slice(0, 100));

/** JSON as somebody may have written or changed it. */
export const anyJson: fc.Arbitrary<unknown> = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 3, depthSize: 'small' },
    fc.oneof(anyWord, fc.double(), fc.boolean(), fc.constant(null), fc.integer().map(String)),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.array(fc.tuple(anyWord, tie('value')), { maxLength: 5 }).map((entries) => Object.fromEntries(entries)),
  ),
})).value;

/** Bytes that began as a file, with a few places changed, cut out, put twice or put in. */
export function mutated(samples: readonly Uint8Array[]): fc.Arbitrary<Buffer> {
  const change = fc.record({
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    length: fc.nat(40),
    how: fc.constantFrom('flip', 'cut', 'twice', 'insert', 'end'),
    bytes: fc.uint8Array({ maxLength: 12 }),
  });
  return fc.tuple(fc.constantFrom(...samples), fc.array(change, { maxLength: 6 })).map(([sample, changes]) =>
    changes.reduce((bytes, { at, length, how, bytes: given }) => {
      const start = Math.floor(at * bytes.length);
      const [head, part, tail] = [
        bytes.subarray(0, start),
        bytes.subarray(start, start + length),
        bytes.subarray(start + length),
      ];
      if (how === 'cut') return Buffer.concat([head, tail]);
      if (how === 'twice') return Buffer.concat([head, part, part, tail]);
      if (how === 'insert') return Buffer.concat([head, given, part, tail]);
      if (how === 'end') return Buffer.from(head);
      return Buffer.concat([
        head,
        part.map((byte, index) => byte ^ (given[index % Math.max(1, given.length)] ?? 255)),
        tail,
      ]);
    }, Buffer.from(sample)),
  );
}

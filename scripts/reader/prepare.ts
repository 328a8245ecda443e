import { createWriteStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { finished } from 'node:stream/promises';
import { Command } from 'commander';
import { z } from 'zod';
import { isHeldOut } from '../../src/bench/held-out.js';
import { loadVocabulary } from '../../src/reader/files.js';
import { windowsOf } from '../../src/reader/windows.js';
import { WordPiece } from '../../src/reader/wordpiece.js';
import { bm25Of, type FittingPassage, passagesOfAll } from './examples.js';

// Writes what train.py learns from, a JSON line an example: question and passage as token numbers, and where in them
// the answers are. Run from the project's root after `npm run build`:
//   node dist/scripts/reader/prepare.js --out examples.jsonl squadshifts-reddit.json squadshifts-amazon.json

/** Passages without the answer for each one with it, on average. */
const NEGATIVES = 1.3;
/** Share of the negatives that come from the answer's own paragraph, where that has several passages. */
const NEAR = 0.3;
/** Negatives from elsewhere are drawn from this many passages that share the most with the question. */
const DRAWN_FROM = 8;

const squad = z.object({
  data: z.array(
    z.object({
      paragraphs: z.array(
        z.object({
          context: z.string(),
          qas: z.array(
            z.object({
              id: z.string(),
              question: z.string(),
              answers: z.array(z.object({ text: z.string(), answer_start: z.int().nonnegative() })),
            }),
          ),
        }),
      ),
    }),
  ),
});
type Answer = z.infer<typeof squad>['data'][number]['paragraphs'][number]['qas'][number]['answers'][number];

const command = new Command('prepare')
  .requiredOption('--out <file>', 'where to write the examples')
  .option('--seed <number>', 'seed of the draw', Number, 1)
  .argument('<sets...>', 'SQuAD-format files to fit on')
  .parse();
const { out, seed } = command.opts<{ out: string; seed: number }>();

const tokenizer = new WordPiece(await loadVocabulary());
const random = generator(seed);
const output = createWriteStream(out);
let [positives, negatives, lost] = [0, 0, 0];
for (const [set, file] of command.args.entries()) await writeSet(set, file);
output.end();
await finished(output);
process.stderr.write(`${positives} with the answer, ${negatives} without, ${lost} questions left out\n`);

async function writeSet(set: number, file: string): Promise<void> {
  const paragraphs = squad.parse(JSON.parse(await readFile(file, 'utf8'))).data.flatMap((each) => each.paragraphs);
  const passages = passagesOfAll(paragraphs.map(({ context }) => context));
  const search = bm25Of(passages);
  for (const [index, { qas }] of paragraphs.entries()) {
    const own = passages.filter((passage) => passage.paragraph === index);
    for (const { id, question, answers } of qas) {
      const held = own.map((passage) => ({ passage, answers: answersIn(passage, answers) }));
      const best = held.toSorted((a, b) => b.answers.length - a.answers.length)[0];
      if (!best || best.answers.length === 0 || !write(best.passage, best.answers)) {
        lost++;
        continue;
      }
      positives++;
      const dev = isHeldOut(index);
      // What is held out gets a fixed number, so that its figures mean the same from seed to seed.
      const wanted = dev ? 3 : Math.floor(NEGATIVES + random());
      const near = held.flatMap((each) => (each.answers.length === 0 ? [each.passage] : []));
      const far = search(question, 40).filter(
        ({ paragraph, text }) =>
          paragraph !== index && !answers.some((each) => text.toLowerCase().includes(each.text.toLowerCase())),
      );
      const drawnFrom = far.slice(0, DRAWN_FROM);
      for (let count = 0; count < wanted; count++) {
        const pool = near.length > 0 && random() < NEAR ? near : drawnFrom;
        const [drawn] = pool.splice(Math.floor(random() * pool.length), 1);
        if (drawn && write(drawn, [])) negatives++;
      }

      function write(passage: FittingPassage, gold: readonly { start: number; end: number }[]): boolean {
        const windows = windowsOf(tokenizer, tokenizer.pieces(question), passage.text, passage.sentences);
        for (const window of windows) {
          const spans = gold.flatMap(({ start, end }) => {
            const tokens = window.spans.flatMap((span, at) =>
              span && span.start < end && span.end > start ? [at] : [],
            );
            return tokens.length > 0 ? [[tokens[0], tokens.at(-1)]] : [];
          });
          if (gold.length > 0 && spans.length === 0) continue;
          const sentences = window.sentences.map(({ from, to }) => [from, to]);
          const { ids, questionTokens } = window;
          output.write(`${JSON.stringify({ set, id, dev, ids, questionTokens, spans, sentences })}\n`);
          return true;
        }
        return false;
      }
    }
  }
}

/** The answers that lie in the passage, as offsets into its text. */
function answersIn({ offset, text }: FittingPassage, answers: readonly Answer[]) {
  return answers
    .map((answer) => ({ start: answer.answer_start - offset, end: answer.answer_start - offset + answer.text.length }))
    .filter(({ start, end }) => start >= 0 && end <= text.length);
}

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
function generator(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

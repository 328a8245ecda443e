import { AutoModelForQuestionAnswering, env, type PreTrainedModel, Tensor } from '@xenova/transformers';
import { type LocalReader, loadVocabulary } from './files.js';
import { type PassageToRead, type Reading, type ReadSentence, UNREAD } from './reader.js';
import { bestSpan } from './spans.js';
import { type Window, windowsOf } from './windows.js';
import { WordPiece } from './wordpiece.js';

/** The model's output for a window: one value for each token. */
interface Logits {
  readonly starts: Float32Array;
  readonly ends: Float32Array;
}

/** A loaded reader. It computes on the calling thread and blocks its event loop meanwhile. */
export class LoadedReader {
  private constructor(
    private readonly model: PreTrainedModel,
    private readonly tokenizer: WordPiece,
  ) {}

  /** Loads the files without checking them. `threads` is ONNX Runtime's intra-op thread count. */
  static async load({ folder, dtype }: LocalReader, threads: number): Promise<LoadedReader> {
    const tokenizer = new WordPiece(await loadVocabulary(folder));
    env.allowRemoteModels = false;
    const options = { dtype, local_files_only: true, session_options: { intraOpNumThreads: threads } };
    // By path, because the folder's name need not be a valid name on the model hub.
    const model = await AutoModelForQuestionAnswering.from_pretrained(folder, options);
    return new LoadedReader(model, tokenizer);
  }

  /**
   * Reads one window at a time. The model's 8-bit arithmetic takes its range from everything in a batch, so in a larger batch a
   * passage's scores would depend on the other passages in it. A batch would save a tenth of the time at most.
   */
  async read(question: string, passages: readonly PassageToRead[]): Promise<Reading[]> {
    // The model was trained on questions without final punctuation, so chat questions without it score the same.
    const asked = this.tokenizer.pieces(question.replace(/[\s?!.]+$/u, ''));
    const readings: Reading[] = [];
    for (const passage of passages) {
      const windows = windowsOf(this.tokenizer, asked, passage);
      const logits: Logits[] = [];
      for (const window of windows) logits.push(await this.run(window));
      readings.push(readingOf(passage, windows, logits));
    }
    return readings;
  }

  async close(): Promise<void> {
    await this.model.dispose();
  }

  private async run({ ids, questionTokens }: Window): Promise<Logits> {
    const tensor = (values: readonly number[]) =>
      new Tensor('int64', BigInt64Array.from(values, BigInt), [1, values.length]);
    const output = await this.model({
      input_ids: tensor(ids),
      attention_mask: tensor(ids.map(() => 1)),
      token_type_ids: tensor(ids.map((_id, at) => Number(at >= questionTokens))),
    });
    const starts = (output.start_logits.data as Float32Array).slice();
    const ends = (output.end_logits.data as Float32Array).slice();
    output.start_logits.dispose();
    output.end_logits.dispose();
    return { starts, ends };
  }
}

/** A passage answers if one of its windows does: each window's first token stands for "no answer here". */
function readingOf({ text, sentences }: PassageToRead, windows: readonly Window[], logits: readonly Logits[]): Reading {
  let none = -UNREAD;
  const read: ReadSentence[] = sentences.map(({ start }) => ({ start, end: start, score: UNREAD }));
  for (const [number, window] of windows.entries()) {
    const { starts, ends } = logits[number] as Logits;
    none = Math.min(none, (starts[0] ?? 0) + (ends[0] ?? 0));
    for (const sentence of window.sentences) read[sentence.index] = bestSpan(text, window, sentence, starts, ends);
  }
  return { none, sentences: read };
}

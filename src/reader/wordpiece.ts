import type { Span } from '../article/model/article.js';

/** A token: its id in the vocabulary and its span in the text, in UTF-16 offsets. */
export interface Piece extends Span {
  readonly id: number;
}

/** A normalised letter, with its span in the text. */
interface Letter extends Span {
  readonly char: string;
}

/** A longer word becomes one unknown token. */
const LONGEST_WORD = 100;

const SPACE = /^\s$/u;
const DROPPED = /^[\p{C}\uFFFD]$/u;
const PUNCTUATION = /^[\p{P}!-/:-@[-`{-~]$/u;
const IDEOGRAPH =
  /^[\u4E00-\u9FFF\u3400-\u4DBF\uF900-\uFAFF\u{20000}-\u{2A6DF}\u{2A700}-\u{2CEAF}\u{2F800}-\u{2FA1F}]$/u;

/**
 * BERT's uncased tokenizer (Devlin et al. 2019). transformers.js has one too, but it does not return the offsets of tokens in
 * the text.
 */
export class WordPiece {
  private readonly numbers: ReadonlyMap<string, number>;
  private readonly unknown: number;
  /** The special tokens before the question, between question and passage, and at the end. */
  readonly marks: { readonly first: number; readonly between: readonly number[]; readonly last: number };

  /** @param vocabulary a token's index is its id. */
  constructor(vocabulary: readonly string[]) {
    this.numbers = new Map(vocabulary.map((token, number) => [token, number]));
    this.unknown = this.number('[UNK]');
    // MPNet's vocabulary also contains BERT's special tokens, but the model was not trained with them.
    const isBerts = vocabulary[0] !== '<s>';
    const [first, last] = (isBerts ? ['[CLS]', '[SEP]'] : ['<s>', '</s>']).map((mark) => this.number(mark)) as [
      number,
      number,
    ];
    this.marks = { first, between: isBerts ? [last] : [last, last], last };
  }

  /** The id of a token. @throws RangeError when the vocabulary lacks it. */
  number(token: string): number {
    const number = this.numbers.get(token);
    if (number === undefined) throw new RangeError(`The vocabulary has no ${token}`);
    return number;
  }

  /** The text's tokens, in order; their offsets never decrease. */
  pieces(text: string): Piece[] {
    return wordsOf(text).flatMap((word) => this.split(word));
  }

  /** Greedy longest match first. A word that the vocabulary cannot form becomes one unknown token. */
  private split(word: readonly Letter[]): Piece[] {
    const whole = [{ id: this.unknown, start: word[0]?.start ?? 0, end: word.at(-1)?.end ?? 0 }];
    if (word.length > LONGEST_WORD) return whole;
    const pieces: Piece[] = [];
    for (let from = 0; from < word.length; ) {
      let to = word.length;
      let id: number | undefined;
      for (; to > from; to--) {
        const letters = word.slice(from, to).map((letter) => letter.char);
        id = this.numbers.get((from > 0 ? '##' : '') + letters.join(''));
        if (id !== undefined) break;
      }
      if (id === undefined) return whole;
      pieces.push({ id, start: word[from]?.start ?? 0, end: word[to - 1]?.end ?? 0 });
      from = to;
    }
    return pieces;
  }
}

/** Lower-case words without accents; each punctuation mark and ideograph is a separate word. */
function wordsOf(text: string): Letter[][] {
  const words: Letter[][] = [];
  let open: Letter[] = [];
  const close = () => {
    if (open.length > 0) words.push(open);
    open = [];
  };
  for (let start = 0, end = 0; start < text.length; start = end) {
    const char = String.fromCodePoint(text.codePointAt(start) ?? 0);
    end = start + char.length;
    if (SPACE.test(char)) close();
    else if (!DROPPED.test(char)) {
      const letters = [...char.toLowerCase().normalize('NFD')].filter((each) => !/^\p{Mn}$/u.test(each));
      const last = open.at(-1);
      // A combining mark belongs to the letter before it.
      if (letters.length === 0 && last) open[open.length - 1] = { ...last, end };
      for (const letter of letters) {
        const alone = PUNCTUATION.test(letter) || IDEOGRAPH.test(letter);
        if (alone) close();
        open.push({ char: letter, start, end });
        if (alone) close();
      }
    }
  }
  close();
  return words;
}

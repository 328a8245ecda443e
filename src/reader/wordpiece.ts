import type { Span } from '../article/model/article.js';

/** A token of a text: its number in the vocabulary, and the stretch of the text that it stands for, in UTF-16 offsets. */
export interface Piece extends Span {
  readonly id: number;
}

/** A letter as the vocabulary has it, and where it came from. */
interface Letter extends Span {
  readonly char: string;
}

/** A longer word is one unknown token. */
const LONGEST_WORD = 100;

const SPACE = /^\s$/u;
const DROPPED = /^[\p{C}\uFFFD]$/u;
const PUNCTUATION = /^[\p{P}!-/:-@[-`{-~]$/u;
const IDEOGRAPH =
  /^[\u4E00-\u9FFF\u3400-\u4DBF\uF900-\uFAFF\u{20000}-\u{2A6DF}\u{2A700}-\u{2CEAF}\u{2F800}-\u{2FA1F}]$/u;

/**
 * BERT's uncased tokenizer (Devlin et al. 2019), which transformers.js has too, but without the offsets that say which
 * words of a text a token is.
 */
export class WordPiece {
  private readonly numbers: ReadonlyMap<string, number>;
  private readonly unknown: number;
  /** What stands before the question, between it and the passage, and after both. */
  readonly marks: { readonly first: number; readonly between: readonly number[]; readonly last: number };

  /** `vocabulary`: a token's place in it is its number. */
  constructor(vocabulary: readonly string[]) {
    this.numbers = new Map(vocabulary.map((token, number) => [token, number]));
    this.unknown = this.number('[UNK]');
    // MPNet's vocabulary holds BERT's marks too, but the model has never seen them.
    const isBerts = vocabulary[0] !== '<s>';
    const [first, last] = (isBerts ? ['[CLS]', '[SEP]'] : ['<s>', '</s>']).map((mark) => this.number(mark)) as [
      number,
      number,
    ];
    this.marks = { first, between: isBerts ? [last] : [last, last], last };
  }

  /** The number of a token that the vocabulary must have. */
  number(token: string): number {
    const number = this.numbers.get(token);
    if (number === undefined) throw new RangeError(`The vocabulary has no ${token}`);
    return number;
  }

  /** The text's tokens, in order; their starts and ends never go back. */
  pieces(text: string): Piece[] {
    return wordsOf(text).flatMap((word) => this.split(word));
  }

  /** Longest known beginning first. A word that can't be put together from the vocabulary is one unknown token. */
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

/** Lower-cased words without accents; punctuation marks and ideographs are words of their own. */
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

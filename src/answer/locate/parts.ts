import { languageOf } from '../../article/text/language.js';
import { splitSentences } from '../../article/text/sentences.js';
import { wordsIn } from './words.js';

/** Maximum numbers of quotations and of sentences of one text that are searched for. */
const MAX_QUOTED = 3;
const MAX_SENTENCES = 8;
/** A quotation needs at least this many words, or the smaller number if it is most of the text. */
const MIN_WORDS = 5;
const MIN_QUOTED = 3;

const QUOTATION = /“([^“”]+)”|„([^„“”]+)[“”]|«([^«»]+)»|"([^"]+)"|「([^「」]+)」|『([^『』]+)』/gu;
const QUOTED_LINES = /(?:^|\n)>>> ([\s\S]+)|(?:(?:^|\n)> [^\n]*)+/gu;
const ADDRESS = /<?https?:\/\/\S+/gu;

/** The parts of a text that may be quotations: quoted passages, the whole text, its sentences. */
interface Parts {
  /** Block quotes and text in quotation marks, longest first. */
  readonly quoted: readonly string[];
  readonly whole: string;
  readonly sentences: readonly string[];
}

export function partsOf(text: string): Parts {
  const whole = text
    .replace(ADDRESS, ' ')
    .replace(/^(?:>>>|>) /gmu, '')
    .trim();
  const all = wordsIn(whole).length;
  const quoted = [...text.matchAll(QUOTED_LINES), ...whole.matchAll(QUOTATION)]
    .map(([lines, ...inner]) => inner.find((part) => part !== undefined) ?? lines.replace(/^> /gmu, ''))
    .map((part) => part.replace(ADDRESS, ' ').trim())
    .filter((part) => {
      const count = wordsIn(part).length;
      return count >= MIN_WORDS || (count >= MIN_QUOTED && count * 2 > all);
    })
    .sort((one, other) => other.length - one.length);
  return { quoted: [...new Set(quoted)].slice(0, MAX_QUOTED), whole, sentences: sentencesOf(whole) };
}

function sentencesOf(text: string): string[] {
  const language = languageOf(undefined, text);
  return text
    .split('\n')
    .flatMap((line) =>
      splitSentences(line, { kind: 'paragraph', start: 0, end: line.length, paragraph: 1 }, language).map((span) =>
        line.slice(span.start, span.end),
      ),
    )
    .filter((sentence) => wordsIn(sentence).length >= MIN_WORDS)
    .slice(0, MAX_SENTENCES);
}

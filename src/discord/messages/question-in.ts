import { contentWords } from '../../search/text/terms.js';

/** Not part of a sentence: code, quoted lines, addresses, mentions and emoji. */
const NOISE =
  /```[\s\S]*?```|`[^`\n]*`|^>>> [\s\S]*|^> .*$|<?https?:\/\/\S+|<(?:[@#][!&]?\d+|a?:\w+:\d+|t:-?\d+(?::\w)?|\/[^:>]+:\d+)>/gmu;
const SENTENCES = new Intl.Segmenter(undefined, { granularity: 'sentence' });
/** A question mark of any script at the end of a sentence. The Greek one looks like a semicolon. */
const MARKED = /(?:[?\uFF1F\u061F\u2047\uFE56\u1367\u2E2E\u037E]|(?<=\p{Script=Greek});)["'”’»)\]*_|]*\s*$/u;
const ASTONISHED = /[!！][?？]|[?？][!！]/u;
/** Question tags that only ask for agreement; below, polite phrases and small talk. */
const TAG =
  /(?:[,，、] ?(?:right|ok(?:ay)?|eh|huh|yeah|innit|you know|oder|nicht wahr|gell|не так|так|правда|чи не так|да|не так ли|n['’]est-ce pas|no|verdad|vero)|[, ](?:is|are|was|were|do|does|did|has|have|can|could|wo|would)n['’]?t (?:it|he|she|they|we|you|i))\s*[?？]/iu;
const CHATTER =
  /^(?:who (?:cares|knows|asked)(?!\p{L})|why not(?!\p{L})|how (?:are|is) (?:you|it going|everyone)|how do you do(?!\p{L})|what['’]?s (?:up|new|going on)(?!\p{L})|what the(?!\p{L})|guess what|you know what|(?:can|could|may) i ask (?:you )?(?:a|something)|any(?:one|body) (?:here|there|online|around|awake)(?!\p{L})|how (?:dare|come on)|wie geht(?:['’]s| es)(?!\p{L})|was geht(?!\p{L})|na und(?!\p{L})|як (?:справи|ти|ви)(?!\p{L})|хто знає(?!\p{L})|що нового(?!\p{L})|как дела(?!\p{L})|잘 지내|뭐 ?해|안녕)/iu;

/** Openings of questions that are often written without a question mark, if they rarely open anything else. */
const OPENINGS: readonly RegExp[] = [
  /^(?:who|whose|whom|which|what|where|why|how) (?!an?\b|ever\b)\p{L}/iu,
  /^(?:what|who|where|how|when)['’]s \p{L}/iu,
  /^when (?:is|are|was|were|do|does|did|will|can|has|have|should)(?!\p{L})/iu,
  /^(?:is|are|was|were|does|do|did|has|have|can|could|will|would|should) (?:there|the|a|an|it|this|that|these|those|any|any(?:one|body|thing)|some(?:one|body)|we|you|they|he|she|i)(?!\p{L})/iu,
  /^(?:any(?:one|body) knows?)(?!\p{L})/iu,
  /^(?:wer|wen|wem|wessen|warum|wieso|weshalb|wozu|woher|wohin|welche[rsmn]?|wie ?viele?|wie (?:lange|oft|hoch|groß|weit|alt|heißt|funktioniert)|gibt es|weiß (?:jemand|wer)|kann (?:man|jemand)|(?:was|wann|wo) (?:ist|sind|war|waren|hat|haben|kann|wird|kostet|passiert))(?!\p{L})/iu,
  /^(?:хто|коли|де|куди|звідки|чому|навіщо|скільки|чи|яки[йх]|яка|яке|які|яку|що (?:таке|це|сталося|означає)|як (?:довго|часто|далеко|називається|працює))(?!\p{L})/iu,
  /^(?:кто|когда|где|куда|откуда|почему|зачем|сколько|как(?:ой|ая|ое|ие))(?!\p{L})/iu,
  /^(?:est-ce que|pourquoi|combien|qui (?:est|sont|a)|où (?:est|sont|se)|comment (?:est|fait|faire|on)|quel(?:le)?s? (?:est|sont))/iu,
  /^(?:qué|quién|quiénes|dónde|cuándo|cuánt[oa]s?|cuál(?:es)?|por qué|cómo)(?!\p{L})/iu,
];
/** Endings of questions in languages that mark questions that way. */
const ENDINGS =
  /(?:까요?|나요|은가요|는가요|인가요|ㄴ가요|던가요|습니까|입니까|니까|(?:です|ます|でしょう|ました)か|[吗嗎])[.。]?$/u;

const FEWEST_WORDS = 2;
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u;
const FEWEST_UNSPACED = 4;
/** Most words of a sentence that counts as a question only by its opening. */
const MOST_UNMARKED = 25;

/**
 * The questions in a message, in its own words; undefined if there are none. Cheap, and works for any language with a question
 * mark; for some languages, openings and endings are recognised too. Polite, astonished and tag questions don't count.
 */
export function questionIn(text: string): string | undefined {
  const sentences = sentencesOf(text);
  const [only] = sentences.length === 1 ? sentences : [];
  if (only && opensOne(only)) return only;
  return joined(sentences.filter((sentence) => isMarked(sentence) && says(sentence)));
}

/** Like `questionIn`, for a message after an answer, where a question may be as short as "And when?". */
export function followUpIn(text: string): string | undefined {
  return questionIn(text) ?? joined(sentencesOf(text).filter(isMarked));
}

function joined(questions: readonly string[]): string | undefined {
  return questions.length > 0 ? questions.join(' ') : undefined;
}

function sentencesOf(text: string): string[] {
  return text
    .replace(NOISE, ' ')
    .split('\n')
    .flatMap((line) => Array.from(SENTENCES.segment(line), ({ segment }) => segment.trim()))
    .filter((sentence) => /[\p{L}\p{N}]/u.test(sentence));
}

function isMarked(sentence: string): boolean {
  return MARKED.test(sentence) && !ASTONISHED.test(sentence) && !TAG.test(sentence) && !CHATTER.test(bare(sentence));
}

function opensOne(sentence: string): boolean {
  if (/[.!！。…]["'”’»)]*$/u.test(sentence) && !ENDINGS.test(sentence)) return false;
  if (CHATTER.test(bare(sentence)) || !says(sentence) || ASTONISHED.test(sentence) || TAG.test(sentence)) return false;
  return (
    sentence.split(/\s+/u).length <= MOST_UNMARKED &&
    (ENDINGS.test(sentence) || OPENINGS.some((each) => each.test(sentence)))
  );
}

function bare(sentence: string): string {
  return sentence.replace(/^[\p{P}\p{S}\s]+/u, '');
}

/** Whether it contains enough to be answered. */
function says(sentence: string): boolean {
  const text = bare(sentence);
  if (UNSPACED.test(text)) return [...text].filter((letter) => /[\p{L}\p{N}]/u.test(letter)).length >= FEWEST_UNSPACED;
  const words = text.match(/[\p{L}\p{N}][\p{L}\p{N}\p{M}'’.-]*/gu) ?? [];
  return words.length >= FEWEST_WORDS && contentWords(text).length > 0;
}

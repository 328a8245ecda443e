import type { Span } from '../../article/model/article.js';

/** Capitalised words in a row, small words inside names between them: "Ada Lindqvist", "Lt. Gen. Ngo van Minh". */
const RUN =
  /(?<![\p{L}\p{N}])\p{Lu}[\p{L}\p{N}.’'-]*(?: (?:(?:of|of the|de|del|di|da|von|van|der|bin|al|el|la|le) )?\p{Lu}[\p{L}\p{N}.’'-]*)*/gu;
/** Words that have a capital only because a sentence starts with them, or that go before a name. */
const OPENING =
  /^(?:(?:The|A|An|In|On|At|By|For|From|With|As|But|And|Or|If|When|While|After|Before|Since|During|Under|Its?|His|Her|Their|Our|My|This|That|These|Those|He|She|They|We|I|You|There|Here|What|Who|Whom|Whose|Which|Where|Why|How|Do|Does|Did|Is|Are|Was|Were|Has|Have|Had|Can|Could|Would|Should|Not|No|Some|Many|Most|All|Both|Each|Every|However|Moreover|Meanwhile|Earlier|Later|According to) )+/u;

/** The names that a text holds, in order; a word that only starts a sentence is none. */
export function namesIn(text: string): Span[] {
  return [...text.matchAll(RUN)].flatMap(({ index, 0: run }) => {
    const opening = OPENING.exec(run)?.[0].length ?? 0;
    const name = run.slice(opening).replace(/(?:['’]s?|[.,-])+$/u, '');
    const start = index + opening;
    const alone = !name.includes(' ') && opening === 0 && startsSentence(text, start);
    if (!name || (alone && !/^\p{Lu}{2,}/u.test(name))) return [];
    return [{ start, end: start + name.length }];
  });
}

function startsSentence(text: string, at: number): boolean {
  return /(?:^|[.!?:]["”’)]?\s+)["“‘(]?$/u.test(text.slice(0, at));
}

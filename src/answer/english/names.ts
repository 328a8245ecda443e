import type { Span } from '../../article/model/article.js';

/** Consecutive capitalised words, with particles between them: "Ada Lindqvist", "Lt. Gen. Ngo van Minh". */
const RUN =
  /(?<![\p{L}\p{N}])\p{Lu}[\p{L}\p{N}.’'-]*(?: (?:(?:of|of the|de|del|di|da|von|van|der|bin|al|el|la|le) )?\p{Lu}[\p{L}\p{N}.’'-]*)*/gu;
/** Words that are capitalised only at the start of a sentence, or that come before a name. */
const OPENING =
  /^(?:(?:The|A|An|In|On|At|By|For|From|With|As|But|And|Or|If|When|While|After|Before|Since|During|Under|Its?|His|Her|Their|Our|My|This|That|These|Those|He|She|They|We|I|You|There|Here|What|Who|Whom|Whose|Which|Where|Why|How|Do|Does|Did|Is|Are|Was|Were|Has|Have|Had|Can|Could|Would|Should|Not|No|Some|Many|Most|All|Both|Each|Every|However|Moreover|Meanwhile|Earlier|Later|According to) )+/u;

/** The names in a text, in order. A word that is capitalised only because it starts a sentence is not a name. */
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

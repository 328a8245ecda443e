import { standAlone } from './dist/src/answer/follow-up.js';
import { parseQuestion, withoutFilters } from './dist/src/answer/question.js';
import { cleanArticle } from './dist/src/article/clean.js';
import { isoDate } from './dist/src/article/dates.js';
import { passagesOf } from './dist/src/article/passages.js';
import { clip } from './dist/src/discord/render/clip.js';
import { isDisguise } from './dist/src/discord/render/links.js';
import { escapeMarkdown, tidy } from './dist/src/discord/render/text.js';
import { questionIn } from './dist/src/discord/talk/question-in.js';
import { safeFileName } from './dist/src/intake/names.js';
import { indexTerms } from './dist/src/search/terms.js';
import { withoutSecrets } from './dist/src/secrets.js';
import { printable } from './dist/src/terminal/printable.js';
import { wrap } from './dist/src/terminal/render.js';
const R = { plain:t=>passagesOf(cleanArticle({id:'a',format:'plain',text:t})), md:t=>passagesOf(cleanArticle({id:'a',format:'markdown',text:t})), q:t=>{try{parseQuestion(t)}catch{}}, wf:withoutFilters, fu:t=>standAlone(t,t), msg:t=>questionIn(t.slice(0,4000)), terms:indexTerms, date:isoDate, esc:t=>escapeMarkdown(tidy(t)), clip:t=>clip(t,300), fn:t=>safeFileName(t.slice(0,4000)), dis:t=>isDisguise(t,'e.com'), sec:t=>withoutSecrets(t,['secret']), term:t=>wrap(printable(t),80)};
const parts=['a','A','1',' ','.','-','"','(','[','<','*','\n','a ','a.','1. ','k: v\n','from:','from:"','"a" ','What about it? ','they ','and ','> ','```\n','{"id":"','[[','{a: ','- - ','&a [*a','https://','<@1>','漢','😀'];
for (const n of process.argv[2].split(',').map(Number)) for (const [k,f] of Object.entries(R)) { for (const p of parts) { const x=process.cpuUsage(); f(p.repeat(n/p.length)); const y=process.cpuUsage(x); const ms=(y.user+y.system)/1000; if (ms>150) console.log(n,k,JSON.stringify(p),ms.toFixed(0)); } }

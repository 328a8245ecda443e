import { answer } from './answer.js';
import { commands } from './commands.js';
import { common } from './common.js';
import { doctor } from './doctor.js';
import { errors } from './errors.js';
import { find } from './find.js';
import { privacy } from './privacy.js';
import { talk } from './talk.js';
import { unanswered } from './unanswered.js';

export const en = { answer, commands, common, doctor, errors, find, privacy, talk, unanswered } as const;

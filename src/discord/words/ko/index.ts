import { answer } from './answer.js';
import { commands } from './commands.js';
import { common } from './common.js';
import { errors } from './errors.js';
import { find } from './find.js';
import { talk } from './talk.js';

export const ko = { common, commands, answer, errors, find, talk };

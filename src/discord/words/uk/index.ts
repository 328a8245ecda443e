import { answer } from './answer.js';
import { commands } from './commands.js';
import { common } from './common.js';
import { errors } from './errors.js';

export const uk = { common, commands, answer, errors };

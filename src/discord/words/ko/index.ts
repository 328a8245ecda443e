import { commands } from './commands.js';
import { common } from './common.js';
import { find } from './find.js';
import { talk } from './talk.js';

export const ko = { common, commands, find, talk };

import { answer } from './answer.js';
import { articles } from './articles.js';
import { commands } from './commands.js';
import { common } from './common.js';
import { errors } from './errors.js';
import { index } from './index-runs.js';
import { sources } from './sources.js';

export const ko = { common, commands, answer, errors, articles, index, sources };

import { commands } from './commands.js';
import { common } from './common.js';

export const ko = { common, commands };

import { commands } from './commands.js';
import { common } from './common.js';

export const de = { common, commands };

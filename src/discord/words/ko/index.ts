import { commands } from './commands.js';
import { common } from './common.js';
import { help } from './help.js';
import { limits } from './limits.js';
import { settings } from './settings.js';

export const ko = { common, commands, help, limits, settings };

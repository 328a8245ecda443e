import { commands } from './commands.js';
import { common } from './common.js';

export const en = { common, commands } as const;

import { commands } from './commands.js';
import { common } from './common.js';
import { doctor } from './doctor.js';
import { privacy } from './privacy.js';
import { unanswered } from './unanswered.js';

export const uk = { common, commands, doctor, privacy, unanswered };

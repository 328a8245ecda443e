import { answer } from './answer.js';
import { commands } from './commands.js';
import { common } from './common.js';
import { doctor } from './doctor.js';
import { errors } from './errors.js';
import { find } from './find.js';
import { help } from './help.js';
import { limits } from './limits.js';
import { privacy } from './privacy.js';
import { settings } from './settings.js';
import { talk } from './talk.js';
import { unanswered } from './unanswered.js';

export const ko = {
  answer,
  commands,
  common,
  doctor,
  errors,
  find,
  help,
  limits,
  privacy,
  settings,
  talk,
  unanswered,
};

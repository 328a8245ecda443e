import { answer } from './answer.js';
import { commands } from './commands.js';
import { common } from './common.js';
import { errors } from './errors.js';
import { find } from './find.js';
import { help } from './help.js';
import { limits } from './limits.js';
import { settings } from './settings.js';
import { talk } from './talk.js';

export const de = {
  answer,
  commands,
  common,
  errors,
  find,
  help,
  limits,
  settings,
  talk,
};

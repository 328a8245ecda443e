import { answer } from './answer.js';
import { articles } from './articles.js';
import { commands } from './commands.js';
import { common } from './common.js';
import { doctor } from './doctor.js';
import { errors } from './errors.js';
import { find } from './find.js';
import { help } from './help.js';
import { index } from './index-runs.js';
import { limits } from './limits.js';
import { privacy } from './privacy.js';
import { settings } from './settings.js';
import { sources } from './sources.js';
import { talk } from './talk.js';
import { unanswered } from './unanswered.js';

export const ko = {
  answer,
  articles,
  commands,
  common,
  doctor,
  errors,
  find,
  help,
  index,
  limits,
  privacy,
  settings,
  sources,
  talk,
  unanswered,
};

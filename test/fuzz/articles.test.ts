import { fuzz } from './fuzz.js';
import { ARTICLE_TARGETS } from './targets/articles.js';

fuzz('reading articles', ARTICLE_TARGETS);

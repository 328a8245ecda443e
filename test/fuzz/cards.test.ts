import { fuzz } from './fuzz.js';
import { CARD_TARGETS } from './targets/cards.js';

fuzz('cards', CARD_TARGETS);

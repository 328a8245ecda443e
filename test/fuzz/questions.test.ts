import { afterAll, beforeAll } from 'vitest';
import { fuzz } from './fuzz.js';
import { openFuzzStore, QUESTION_TARGETS } from './targets/questions.js';

beforeAll(() => openFuzzStore(afterAll));
fuzz('asking', QUESTION_TARGETS);

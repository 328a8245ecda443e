import { afterAll, beforeAll } from 'vitest';
import { fuzz } from './fuzz.js';
import { INTAKE_TARGETS, openFuzzState } from './targets/intake.js';

beforeAll(() => openFuzzState(afterAll));
fuzz('what comes from outside', INTAKE_TARGETS);

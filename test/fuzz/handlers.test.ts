import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { fuzz } from './fuzz.js';
import { HANDLER_TARGETS, leaked, openFuzzBot } from './targets/handlers.js';

beforeAll(() => openFuzzBot(afterAll));
fuzz('a running bot', HANDLER_TARGETS);

it('a hidden collection was shown to nobody by the end', async () => {
  await sleep(1_000);
  expect(leaked()).toEqual([]);
});

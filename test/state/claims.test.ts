import { afterEach, expect, test, vi } from 'vitest';
import { openState } from '../../src/state/state.js';
import { temporaryFolder } from '../support/folders.js';

const [QUESTION, REPLY, CHANNEL, THREAD] = [
  '1180000000000000001',
  '1180000000000000002',
  '1170000000000000001',
  '1170000000000000002',
];
const claim = { message: QUESTION, channel: CHANNEL };
const answered = { ...claim, place: THREAD, reply: REPLY };

afterEach(() => void vi.useRealTimers());

async function twoProcesses() {
  const folder = await temporaryFolder();
  return [openState(folder, {}).claims, openState(folder, {}).claims] as const;
}

test('a message is claimed once, by whichever process is first', async () => {
  const [one, other] = await twoProcesses();
  expect([one.claim(claim, 'Who?'), other.claim(claim, 'Who?'), one.claim(claim, 'Who?')]).toEqual([
    true,
    false,
    false,
  ]);
  one.release(QUESTION);
  expect([other.claim(claim, 'Who?'), one.claim(claim, 'Who?')]).toEqual([true, false]);
});

test('a reply is found by question and by place, with complete ids', async () => {
  const [one, other] = await twoProcesses();
  one.claim(claim, 'Who?');
  expect(other.of(QUESTION)).toBeUndefined();
  expect(other.lastIn(CHANNEL, '1180000000000000009')).toEqual(claim);
  one.answered(answered);
  expect(other.of(QUESTION)).toEqual(answered);
  for (const place of [THREAD, CHANNEL]) expect(other.lastIn(place, '1180000000000000009')).toEqual(answered);
  expect(other.lastIn(THREAD, QUESTION)).toBeUndefined();
  expect(other.lastIn('1', '1180000000000000009')).toBeUndefined();
  expect(other.lastIn(THREAD, '1180000000000000009', Date.now() + 1)).toBeUndefined();
});

test('an edit counts only if the question differs, and for one process', async () => {
  const [one, other] = await twoProcesses();
  one.claim(claim, 'Who?');
  expect(one.revise(QUESTION, 'Who?')).toBe(false);
  expect([one.revise(QUESTION, 'When?'), other.revise(QUESTION, 'When?')]).toEqual([true, false]);
  expect(one.revise('5', 'Never seen?')).toBe(false);
});

test('a reply is withdrawn by one process, and the message stays claimed', async () => {
  const [one, other] = await twoProcesses();
  one.claim(claim, 'Who?');
  one.answered(answered);
  expect([other.withdraw(QUESTION), one.withdraw(QUESTION)]).toEqual([answered, undefined]);
  expect(one.claim(claim, 'Who?')).toBe(false);
  expect(one.of(QUESTION)).toBeUndefined();
});

test('claims older than a month are deleted', async () => {
  const [store] = await twoProcesses();
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() - 31 * 86_400_000 });
  store.claim(claim, 'Who?');
  store.answered(answered);
  vi.useRealTimers();
  store.claim({ message: '7', channel: CHANNEL }, 'When?');
  expect(store.of(QUESTION)).toBeUndefined();
});

import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import type { Rate } from '../../src/config/values.js';
import { failureCard, LimitedError } from '../../src/discord/dispatch/failures.js';
import { Limits } from '../../src/discord/dispatch/limits.js';
import { wordsIn } from '../../src/i18n/words.js';
import { createLogger } from '../../src/logging/logger.js';
import { textsOf } from '../../tools/discord-stand-in/messages/limits.js';

type Asked = Parameters<Limits['refusal']>[0];

const rate = (questions: number, seconds = 60): Rate => ({ questions, seconds });
const visit = (guild: string | undefined, { cooldown = 0, mayAsk = true } = {}) =>
  ({ guild, mayAsk, settings: { cooldown } }) as Asked;
const asker = (person: string, channel = 'c1') => ({ person, channel });
const here = visit('g1');

async function refusals(limits: Limits, times: number, where: Asked = here, who = asker('p1')) {
  const outcomes: (string | undefined)[] = [];
  for (let each = 0; each < times; each += 1) outcomes.push((await limits.refusal(where, who))?.key);
  return outcomes;
}

describe('questions are limited', () => {
  it('for a person, wherever they ask, and for nobody else with them', async () => {
    const limits = new Limits({ person: rate(2), channel: rate(100), server: rate(100) });
    expect(await refusals(limits, 3)).toEqual([undefined, undefined, 'limits:person']);
    expect(await refusals(limits, 1, visit('g2'), asker('p1', 'c9'))).toEqual(['limits:person']);
    expect(await refusals(limits, 1, here, asker('p2'))).toEqual([undefined]);
  });

  it('for a channel and for a server, by all that ask there', async () => {
    const limits = new Limits({ channel: rate(2), server: rate(3) });
    for (const person of ['a', 'b']) expect(await refusals(limits, 1, here, asker(person))).toEqual([undefined]);
    expect(await refusals(limits, 1, here, asker('c'))).toEqual(['limits:channel']);
    expect(await refusals(limits, 2, here, asker('d', 'c2'))).toEqual([undefined, 'limits:server']);
    expect(await refusals(limits, 1, visit('g2'), asker('d', 'c3'))).toEqual([undefined]);
  });

  it('so that who asks too much uses up nothing of the others', async () => {
    const limits = new Limits({ person: rate(1), channel: rate(3), server: rate(3) });
    await refusals(limits, 20, here, asker('greedy'));
    expect(await refusals(limits, 1, here, asker('p2'))).toEqual([undefined]);
    expect(await refusals(limits, 1, here, asker('p3'))).toEqual([undefined]);
  });

  it('by a server’s cool-down, which holds as it is set at the moment', async () => {
    const limits = new Limits({});
    const waits = visit('g1', { cooldown: 300 });
    expect(await refusals(limits, 2, waits)).toEqual([undefined, 'limits:cooldown']);
    expect(await refusals(limits, 1, visit('g2', { cooldown: 300 }))).toEqual([undefined]);
    expect(await refusals(limits, 1, visit('g1'))).toEqual([undefined]);
    expect(await refusals(limits, 2, visit('g1', { cooldown: 1 }))).toEqual([undefined, 'limits:cooldown']);
    await sleep(1_100);
    expect(await refusals(limits, 1, visit('g1', { cooldown: 1 }))).toEqual([undefined]);
  });

  it('not at all where they are off, and not by rooms that a direct message has not', async () => {
    expect(new Set(await refusals(new Limits({}), 500))).toEqual(new Set([undefined]));
    const limits = new Limits({ server: rate(1) });
    expect(new Set(await refusals(limits, 5, visit(undefined)))).toEqual(new Set([undefined]));
  });

  it('before one writes them, where they are only meant, without counting that', async () => {
    const limits = new Limits({ person: rate(1) });
    const meant = async () => (await limits.refusal(here, asker('p1'), 'soon'))?.key;
    expect([await meant(), await meant()]).toEqual([undefined, undefined]);
    expect(await refusals(limits, 1)).toEqual([undefined]);
    expect(await meant()).toBe('limits:person');
  });

  it('apart, where they are overheard: chatter takes nothing from what one means to ask', async () => {
    const limits = new Limits({ person: rate(1), channel: rate(2), server: rate(3) });
    const waits = visit('g1', { cooldown: 300 });
    const overheard = async (person: string) => (await limits.refusal(waits, asker(person), 'unasked'))?.key;
    expect([await overheard('a'), await overheard('a'), await overheard('b'), await overheard('c')]).toEqual([
      undefined,
      'limits:person',
      undefined,
      'limits:channel',
    ]);
    expect(await refusals(limits, 2, waits, asker('a'))).toEqual([undefined, 'limits:person']);
  });

  it('to those that may ask', async () => {
    const limits = new Limits({ person: rate(1) });
    expect(await refusals(limits, 2, visit('g1', { mayAsk: false }))).toEqual(['common:mayNotAsk', 'common:mayNotAsk']);
    expect(await refusals(limits, 1)).toEqual([undefined]);
  });

  it('in memory that stays bounded, however many people ask', async () => {
    const limits = new Limits({ person: rate(1, 3_600) });
    expect(await refusals(limits, 1, here, asker('first'))).toEqual([undefined]);
    for (let each = 0; each < 20_000; each += 1) await limits.refusal(here, asker(`p${each}`));
    // The first was forgotten for the last.
    expect(await refusals(limits, 1, here, asker('first'))).toEqual([undefined]);
    expect(await refusals(limits, 1, here, asker('p19999'))).toEqual(['limits:person']);
  });
});

it('notifies a person once a minute, not each time', async () => {
  const limits = new Limits({});
  expect([await limits.mayNotify('p1'), await limits.mayNotify('p1'), await limits.mayNotify('p2')]).toEqual([
    true,
    false,
    true,
  ]);
});

it('says when to ask again, as a timestamp that Discord localises', async () => {
  const limits = new Limits({ person: rate(1, 60) });
  await limits.refusal(here, asker('p1'));
  const before = Date.now() / 1_000;
  const refused = await limits.refusal(here, asker('p1'));
  expect(refused).toBeInstanceOf(LimitedError);
  const card = failureCard(refused, wordsIn('de'), createLogger('silent', []));
  const [text = ''] = textsOf(card?.components ?? []);
  expect(text).toMatch(/^Du hast in kurzer Zeit viele Fragen gestellt\. Du kannst <t:\d+:R> wieder fragen\.$/);
  const again = Number(/<t:(\d+):R>/.exec(text)?.[1]);
  expect(again - before).toBeGreaterThan(58);
  expect(again - before).toBeLessThan(62);
});

import { expect, it } from 'vitest';
import { bot, discord, QUESTION, read } from './scenes/bot.js';
import { withoutBold } from './shown.js';

/** Rate limits, refusals and reconnects, with the bot that the tests before have left. */
export function survivesConnection(): void {
  it('waits as long as a rate limit demands', async () => {
    discord.refuse({ method: 'PATCH', path: /@original$/, status: 429, headers: { 'retry-after': '0.05' }, times: 1 });
    expect(await discord.slash('ask', { question: QUESTION }).reply(/###/)).toContain('35,000');
  });

  it('stops trying in a channel that refuses its messages', async () => {
    const { asker, bot: self } = discord.world;
    const path = new RegExp(`^/channels/${discord.world.general.id}/`);
    const from = bot.log.length;
    discord.refuse({ method: 'POST', path, status: 403, code: 50_013, times: 2 });
    discord.say(`<@${self.id}> ${QUESTION}`);
    await bot.logged('could not reply', from);
    const ignored = discord.say(`<@${self.id}> ${QUESTION}`);
    await discord.answerTo(discord.say(QUESTION, asker.dm.id));
    expect(discord.answersTo(ignored)).toEqual([]);
  });

  it('resumes after a reconnect: answers what it missed, and nothing twice', async () => {
    const { askHere } = discord.world;
    const before = discord.say(QUESTION, askHere.id);
    await discord.answerTo(before);
    discord.gateway.replaysEverything = true;
    discord.gateway.disconnect();
    const missed = discord.say('When does the bakery sell rye bread?', askHere.id);
    const slash = discord.slash('ask', { question: QUESTION });
    expect(withoutBold(read(await discord.answerTo(missed)))).toContain('on Fridays');
    expect(await slash.reply(/###/)).toContain('35,000');
    await discord.answerTo(discord.say(QUESTION, askHere.id));
    expect(discord.gateway.resumes).toBe(1);
    expect(discord.gateway.sessions).toHaveLength(1);
    expect(discord.answersTo(before)).toHaveLength(1);
    // It did not even try, which the nonce would have hidden.
    const posted = discord.rest.requests
      .filter(({ status, path }) => status === 200 && path.endsWith('/messages'))
      .map(({ body }) => (body as { nonce?: string }).nonce);
    expect(posted.filter((nonce, position) => nonce && posted.indexOf(nonce) < position)).toEqual([]);
  });

  it('has acknowledged every interaction in time, and most immediately', () => {
    const waits = discord.interactions.exchanges
      .map(({ callback }) => callback?.afterMs ?? Number.POSITIVE_INFINITY)
      .sort((one, other) => one - other);
    const [median = 0, longest = 0] = [waits[waits.length >> 1], waits.at(-1)];
    process.stdout.write(`acknowledged ${waits.length} interactions: median ${median} ms, longest ${longest} ms\n`);
    expect(median).toBeLessThan(500);
    // One of them waited for the bot to reconnect.
    expect(longest).toBeLessThan(3_000);
  });
}

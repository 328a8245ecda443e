import type { APIMessage } from 'discord-api-types/v10';
import { GatewayIntentBits } from 'discord-api-types/v10';
import { describe, expect, it } from 'vitest';
import {
  AREA,
  BERTH,
  bot,
  CLOCK,
  discord,
  edits,
  mention,
  posts,
  read,
  STAFF,
  settled,
  start,
  state,
  withTalk,
} from './scenes/conversation.js';
import { unmarked } from './shown.js';

describe('conversation', { timeout: 60_000 }, () => {
  withTalk();

  /** Answered before the last process started. */
  let earlier: APIMessage;

  it('asks for message content, as a channel is watched', () => {
    expect(discord.gateway.intents & GatewayIntentBits.MessageContent).not.toBe(0);
  });

  it('completes a follow-up from the question that its answer replied to, and that from the one before', async () => {
    const first = await discord.answerTo(discord.say(`${mention} ${CLOCK}`));
    expect(read(first)).toContain('Anders Holm');
    const second = await discord.answerTo(discord.say('And when?', undefined, undefined, { replyTo: first }));
    expect(read(second)).toContain('built in 1612');
    const third = await discord.answerTo(
      discord.say('and who?', undefined, undefined, { replyTo: second, mentions: false }),
    );
    expect(read(third)).toContain('Anders Holm');
    const thanks = discord.say('Thank you!', undefined, undefined, { replyTo: third, mentions: false });
    await settled();
    expect(posts(thanks)).toEqual([]);
  });

  it('follows up on an answer to a command', async () => {
    const slash = discord.slash('ask', { question: CLOCK });
    expect(unmarked(await slash.reply(/###/))).toContain('Anders Holm');
    if (!slash.message) throw new Error('there is no answer to reply to');
    const asked = discord.say('And when?', undefined, undefined, { replyTo: slash.message });
    expect(read(await discord.answerTo(asked))).toContain('built in 1612');
  });

  it('uses the previous question in direct messages, and another person’s question in a reply that mentions it', async () => {
    const { dm } = discord.world.asker;
    await discord.answerTo(discord.say(CLOCK, dm.id));
    expect(read(await discord.answerTo(discord.say('and when?', dm.id)))).toContain('built in 1612');
    const overheard = discord.say(BERTH, discord.world.general.id, discord.world.scholar.user);
    const asked = discord.say(mention, undefined, undefined, { replyTo: overheard });
    expect(read(await discord.answerTo(asked))).toContain('three days');
  });

  it('answers in a watched channel only if confident', async () => {
    const { askHere } = discord.world;
    const silent = ['Ships wait three days for a berth.', 'Who won the chess final of 1987?', 'nice, isn’t it?'].map(
      (text) => discord.say(text, askHere.id),
    );
    silent.push(discord.say(BERTH, discord.world.general.id));
    const asked = discord.say(`Hello! ${BERTH} Thanks.`, askHere.id);
    expect(read(await discord.answerTo(asked))).toContain('Ships wait three days for a berth.');
    await settled();
    for (const message of silent) expect(posts(message)).toEqual([]);
  });

  it('answers a new forum post inside the post', async () => {
    const { forum } = discord.world;
    const post = discord.post(forum, 'The harbour', 'How long do ships wait for a berth there?');
    const answer = await discord.answerTo(post);
    expect(read(answer)).toContain('three days');
    expect(answer.channel_id).toBe(post.channel_id);
    const other = discord.post(forum, 'Chess', 'Who won the chess final of 1987?');
    await settled();
    expect(posts(other)).toEqual([]);
  });

  it('edits its answer when the question is edited, not when Discord only adds a preview to it', async () => {
    const { general } = discord.world;
    const asked = discord.say(`${mention} ${CLOCK}`);
    const answer = await discord.answerTo(asked);
    const before = edits();
    discord.delivery.message('edit', asked);
    await settled();
    expect(edits()).toBe(before);
    const path = /\/messages\/\d+$/;
    discord.refuse({ method: 'PATCH', path, status: 429, headers: { 'retry-after': '0.05' }, times: 1 });
    discord.edit(asked, `${mention} ${AREA}`);
    await discord.changes.until('the answer to be edited', () => (/35,000/.test(read(answer)) ? true : undefined));
    expect([answer.channel_id, discord.answersTo(asked).length, edits() - before]).toEqual([general.id, 1, 1]);
  });

  it('deletes an unasked answer if the edited question has no confident answer', async () => {
    const asked = discord.say(BERTH, discord.world.askHere.id);
    await discord.answerTo(asked);
    discord.edit(asked, 'How long do camels wait for a dentist?');
    await discord.changes.until('the answer to go', () => (discord.answersTo(asked).length === 0 ? true : undefined));
  });

  it('deletes its answer, which repeats the question, with the question', async () => {
    const asked = discord.say(`${mention} ${AREA}`);
    await discord.answerTo(asked);
    discord.remove(asked);
    await discord.changes.until('the answer to go', () => (discord.answersTo(asked).length === 0 ? true : undefined));
  });

  it('never quotes a collection limited to roles in public, not even to people with the role', async () => {
    const asked = discord.say(`${mention} Who keeps the code of the vault?`, undefined, discord.world.scholar.user);
    expect(read(await discord.answerTo(asked))).not.toContain('teapot');
  });

  it('finds a message only in articles that the person may see', async () => {
    const { scholar, asker, otherBot, general } = discord.world;
    const altered = discord.say(
      'According to the regional administration, 53,000 square kilometres of farmland were de-mined.',
      general.id,
      otherBot,
    );
    const found = discord.onMessage('Find in articles', altered);
    expect(await found.reply(/###/)).toMatch(/~~53,000~~ square[\s\S]*> According[^\n]*\*\*35,000\*\*/);
    expect(found.isEphemeral).toBe(true);
    const secret = discord.say(`> ${STAFF}`);
    expect(await discord.onMessage('Find in articles', secret, scholar).reply(/###/)).toContain('Word for word');
    expect(await discord.onMessage('Find in articles', secret, asker).reply(/###/)).not.toContain('vault.md');
    scholar.locale = 'de';
    expect(await discord.onMessage('Find in articles', altered, scholar).reply(/###/)).toContain('Nicht Wort für Wort');
    const inGroup = discord.onMessage('Find in articles', altered, asker, 'group');
    expect(await inGroup.reply(/###/)).toContain('35,000');
    expect(await discord.onMessage('Find in articles', discord.say('🙂')).reply()).toMatch(/no text/);
  });

  it('uses German in a German server', async () => {
    const { lounge, asker } = discord.world;
    expect(read(await discord.answerTo(discord.say(mention, lounge.id)))).toMatch(/^Erwähne mich/);
    state.settings.change(discord.world.elsewhere.id, { askers: ['1'] });
    const refused = discord.say(`${mention} ${AREA}`, lounge.id, asker.user);
    expect(read(await discord.answerTo(refused))).toMatch(/dürfen nur bestimmte Rollen fragen/);
  });

  it('answers in a thread if the server chose that, and continues there without a mention', async () => {
    const { server, general, bot: self } = discord.world;
    state.settings.change(server.id, { place: 'thread' });
    const asked = discord.say(`${mention} ${CLOCK}`);
    const said = (text: RegExp) =>
      discord.changes.until(`${text} in the thread`, () =>
        discord.channels.messages.find(
          (each) => each.channel_id === asked.id && each.author.id === self.id && text.test(read(each)),
        ),
      );
    await said(/Anders Holm/);
    expect(asked.thread).toMatchObject({ name: CLOCK, owner_id: self.id });
    discord.say('and when?', asked.id);
    await said(/built in 1612/);
    discord.permit(general, ['CreatePublicThreads'], false);
    const reply = await discord.answerTo(discord.say(`${mention} ${AREA}`));
    expect(reply.channel_id).toBe(general.id);
    discord.permit(general, ['CreatePublicThreads'], true);
    state.settings.change(server.id, { place: 'reply' });
  });

  it('answers messages repeated by a resumed connection once', async () => {
    const asked = discord.say(`${mention} ${AREA}`);
    await discord.answerTo(asked);
    discord.gateway.replaysEverything = true;
    discord.gateway.disconnect();
    const missed = discord.say(`${mention} ${BERTH}`);
    await discord.answerTo(missed);
    await settled();
    expect([posts(asked).length, posts(missed).length, discord.gateway.resumes]).toEqual([1, 1, 1]);
  });

  it('releases a question if no reply was possible, so that a second delivery is answered', async () => {
    // The answer, and the report of the failure.
    const from = bot.log.length;
    discord.refuse({ method: 'POST', path: /messages$/, status: 400, times: 2 });
    const asked = discord.say(`${mention} ${AREA}`);
    await bot.logged('could not report the failure', from);
    discord.delivery.message('create', asked);
    expect(read(await discord.answerTo(asked))).toContain('35,000');
  });

  it('answers and edits once with two processes', async () => {
    earlier = discord.say(`${mention} ${CLOCK}`);
    await discord.answerTo(earlier);
    const first = bot;
    start();
    try {
      await bot.logged('commands');
      const questions = [AREA, BERTH, CLOCK, AREA, BERTH].map((question) => discord.say(`${mention} ${question}`));
      for (const question of questions) await discord.answerTo(question);
      const before = edits();
      const [, edited] = questions;
      if (!edited) throw new Error('nothing was asked');
      discord.edit(edited, `${mention} ${CLOCK}`);
      await discord.changes.until('the edit', () => (edits() > before ? true : undefined));
      await settled();
      expect(questions.map((question) => posts(question).length)).toEqual([1, 1, 1, 1, 1]);
      expect(edits() - before).toBe(1);
    } finally {
      expect(await first.stop()).toBe(0);
    }
  });

  it('answers nothing again after a restart, and still follows up and edits', async () => {
    // The process that was started last goes on alone.
    const answer = await discord.answerTo(earlier);
    discord.delivery.message('create', earlier);
    expect(read(await discord.answerTo(discord.say('And when?', undefined, undefined, { replyTo: answer })))).toContain(
      '1612',
    );
    expect(posts(earlier)).toHaveLength(1);
    discord.edit(earlier, `${mention} ${AREA}`);
    await discord.changes.until('the answer to be edited', () => (/35,000/.test(read(answer)) ? true : undefined));
  });
});

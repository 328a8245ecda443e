import { InteractionResponseType } from 'discord-api-types/v10';
import { describe, expect, it } from 'vitest';
import type { Exchange } from '../../tools/discord-stand-in/client/exchange.js';
import { discord, kept, LIKEWISE, OTHER, QUESTION, state, untilKept, withKeptQuestions } from './scenes/unanswered.js';
import { checksUp } from './unanswered-check-up.js';

describe('stored questions, and the check-up', { timeout: 90_000 }, () => {
  withKeptQuestions();

  /** A card from before the restart. */
  let card: Exchange;

  it('says if there are no questions, or if storing is switched off', async () => {
    const { manager, neighbour, lounge } = discord.world;
    expect(await discord.slash('unanswered', {}, manager).reply()).toMatch(
      /stored for 30 days[\s\S]*none at the moment/,
    );
    const off = discord.slash('unanswered', {}, neighbour, lounge);
    expect(await off.reply()).toMatch(/not stored in this server.*\/settings/s);
    expect(off.isEphemeral).toBe(true);
  });

  it('stores no answered questions, and none from private places, private answers or servers that did not enable it', async () => {
    const { asker, librarian, backRoom, lounge, strand } = discord.world;
    await discord.slash('ask', { question: QUESTION }, asker, 'dm').reply(/###/);
    await discord.slash('ask', { question: QUESTION }, asker, 'group').reply(/###/);
    await discord.slash('ask', { question: QUESTION, private: true }).reply(/###/);
    await discord.slash('ask', { question: QUESTION }, librarian, backRoom).reply(/###/);
    await discord.slash('ask', { question: QUESTION }, asker, lounge).reply(/###/);
    await discord.slash('ask', { question: QUESTION }, asker, strand).reply(/###/);
    await discord.slash('ask', { question: 'How large an area of farmland was de-mined?' }).reply(/35,000/);
    await discord.answerTo(discord.say(`<@${discord.world.bot.id}> ${QUESTION}`, backRoom.id, librarian.user));
    // Stored last, so any other would be there already.
    await discord.slash('ask', { question: QUESTION }).reply(/###/);
    await untilKept(1);
    expect(kept(discord.world.elsewhere.id)).toEqual([]);
    expect(kept(discord.world.abroad.id)).toEqual([]);
  });

  it('groups similar questions, with count and date', async () => {
    const { manager, scholar, general, forum } = discord.world;
    await discord.answerTo(discord.say(`<@${discord.world.bot.id}> ${LIKEWISE}`, general.id, scholar.user));
    const thread = discord.openThread(forum, 'A question');
    await discord.slash('ask', { question: OTHER }, scholar, thread).reply(/###/);
    await untilKept(3);
    const listed = discord.slash('unanswered', {}, manager);
    const text = await listed.reply();
    expect(text).toContain('3 questions · 2 topics · stored for 30 days, without names');
    expect(text).toMatch(
      /\*\*2 ×\*\* What is the cheapest textbook on quantum chromodynamics\?\n-# last on \w+ \d+, \d{4} · Which quantum/,
    );
    expect(text).toContain('**1 ×** =HYPERLINK\\("https\\://example.com"');
    expect(listed.isEphemeral).toBe(true);
    card = listed;
    const newest = await discord.press(listed, 'Newest first').reply(/1 ×[\s\S]*2 ×/);
    expect(newest).toContain('HYPERLINK');
  });

  it('shows the reasons for bad votes next to the questions', async () => {
    const { manager, scholar } = discord.world;
    const asked = discord.slash('ask', { question: 'How large an area of farmland was de-mined?' }, scholar);
    await asked.reply(/35,000/);
    const why = discord.press(asked, '👎');
    await why.form();
    await discord.submit(why, { text: 'It lacks the year.' }).reply(/without your name/);
    const listed = discord.slash('unanswered', {}, manager);
    await listed.reply(/2 topics/);
    const reasons = discord.press(listed, 'Feedback');
    expect(await reasons.reply(/👎 1/)).toContain('It lacks the year.');
    await discord.press(reasons, 'Questions').reply(/2 topics/);
  });

  it('shows nothing to others', async () => {
    const { asker, neighbour, manager } = discord.world;
    for (const command of ['unanswered', 'doctor']) {
      for (const person of [asker, neighbour]) {
        const refused = discord.slash(command, {}, person);
        expect(await refused.reply()).toMatch(/Manage Server/);
        expect(refused.isEphemeral).toBe(true);
      }
    }
    // Somebody who lost the permission after the card was shown.
    const listed = discord.slash('unanswered', {}, manager);
    await listed.reply(/2 topics/);
    discord.world.server.join(manager.user.id, []);
    const press = discord.press(listed, 'Export');
    expect(await press.reply(/Manage Server/)).not.toMatch(/chromodynamics/);
    discord.world.server.join(manager.user.id, [discord.world.managerRole.id]);
  });

  checksUp();

  it('exports a table without formulas, after a rate limit and a restart', async () => {
    discord.refuse({ method: 'PATCH', path: /@original$/, status: 429, headers: { 'retry-after': '0.05' }, times: 1 });
    const exported = discord.press(card, 'Export');
    expect((await exported.acknowledged()).type).toBe(InteractionResponseType.DeferredChannelMessageWithSource);
    const [file] = await discord.changes.until('the table', () => {
      const attached = exported.message?.attachments ?? [];
      return attached.length > 0 ? attached : undefined;
    });
    expect(exported.isEphemeral).toBe(true);
    const table = await (await fetch(file?.url ?? '')).text();
    const rows = table.trim().split('\r\n');
    expect(rows).toHaveLength(4);
    expect(rows[0]).toContain('"topic","times asked","date","question"');
    expect(rows[1]).toMatch(/^1,2,"\d{4}-\d\d-\d\d","Which quantum/);
    expect(rows[3]).toMatch(/^2,1,"\d{4}-\d\d-\d\d","'=HYPERLINK\(""https:/);
  });

  it('says in the user’s language what is stored, and deletes only the user’s questions', async () => {
    const { asker, scholar } = discord.world;
    const shown = discord.slash('privacy', {}, scholar);
    expect(await shown.reply()).toMatch(/stored for at most 30 days/);
    expect(shown.isEphemeral).toBe(true);
    asker.locale = 'ko';
    const korean = discord.slash('privacy', {}, asker);
    expect(await korean.reply()).toMatch(/최대 30일간 저장/);
    expect(await discord.press(korean, '여기서 내 데이터 삭제').reply(/삭제함/)).toContain('내 질문 1개');
    asker.locale = 'en-US';
    expect(kept()).toEqual([LIKEWISE, OTHER]);
    // Others' questions are not counted.
    const again = discord.slash('privacy', {}, asker);
    await again.reply();
    expect(await discord.press(again, 'Delete my data here').reply(/Deleted/)).toContain('0 questions of yours');
  });

  it('deletes the user’s data in all servers from a direct message', async () => {
    const { scholar } = discord.world;
    const shown = discord.slash('privacy', {}, scholar, 'dm');
    expect(await shown.reply()).toMatch(/Some servers store unanswered questions/);
    expect(await discord.press(shown, 'Delete my data everywhere').reply(/Deleted/)).toContain(
      '2 questions of yours, 1 vote.',
    );
    expect(state.feedback.counts(discord.world.guildId)).toEqual({ good: 0, bad: 0 });
    expect(kept()).toEqual([]);
  });

  it('clears all after a confirmation', async () => {
    const { manager } = discord.world;
    await discord.slash('ask', { question: QUESTION }).reply(/###/);
    await untilKept(1);
    const listed = discord.slash('unanswered', {}, manager);
    await listed.reply(/1 topic/);
    const sure = discord.press(listed, 'Clear');
    await sure.reply(/cannot be undone/);
    expect(kept()).toHaveLength(1);
    expect(await discord.press(sure, 'Keep them').reply(/1 topic/)).toContain('chromodynamics');
    const surely = discord.press(listed, 'Clear');
    await surely.reply(/cannot be undone/);
    expect(await discord.press(surely, 'Delete all').reply(/deleted/)).toContain('1 question was deleted');
    expect(kept()).toEqual([]);
    const actions = state.audit.list(discord.world.guildId, { skip: 0, most: 2 }).entries;
    expect(actions).toMatchObject([
      { actor: manager.user.id, action: 'unanswered.clear', detail: '1' },
      { actor: manager.user.id, action: 'unanswered.export', detail: '3' },
    ]);
  });

  it('deletes stored questions immediately when a server switches storing off', async () => {
    const { manager } = discord.world;
    await discord.slash('ask', { question: QUESTION }).reply(/###/);
    await untilKept(1);
    const panel = discord.slash('settings', {}, manager);
    await panel.reply(/stored for 30 days/);
    const page = discord.press(panel, 'settings:go:questions');
    await page.reply(/Unanswered questions/);
    const off = discord.choose(page, 'Unanswered questions', 'not stored');
    await off.reply(/not stored/);
    expect(kept()).toEqual([]);
    expect(await discord.slash('privacy').reply()).toContain('Questions are not stored in this server.');
    expect(await discord.slash('unanswered', {}, manager).reply()).toMatch(/not stored/);
  });
});

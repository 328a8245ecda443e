import { type APIMessage, InteractionResponseType } from 'discord-api-types/v10';
import { describe, expect, it } from 'vitest';
import { isEphemeral, textOf } from '../../tools/discord-stand-in/client/exchange.js';
import { outlivesFaults } from './answer-buttons-outlived.js';
import { ask, buttons, COINS, discord, forge, idOf, QUESTION, state, withMill } from './scenes/answer-buttons.js';
import { withoutBold } from './shown.js';

describe('an answer and its buttons', { timeout: 90_000 }, () => {
  withMill();

  it('shows the answering words, where they stand, and a link that opens the page there', async () => {
    const { text } = await ask();
    expect(text).toContain(`### ● From the articles\n**${QUESTION}**`);
    expect(text).toMatch(/> .*\*\*.*Ada Lindqvist.*\*\*/);
    expect(text).toMatch(
      /\[The mill of Odland\]\(https:\/\/example\.com\/mill#:~:text=\S+\) · Coast & Sea · 1 Mar 2023 · ¶ 1/,
    );
  });

  it('shows the paragraph around a quote in place for who asked, and to others alone', async () => {
    const asked = await ask();
    const quotes = asked.text;
    const context = discord.press(asked, 'Context');
    expect((await context.acknowledged()).type).toBe(InteractionResponseType.DeferredMessageUpdate);
    const around = await context.reply(/The quote in context/);
    expect(around).toMatch(/> .*\*\*.*Ada Lindqvist.*\*\*.*In summer, forty people/);
    expect(around).toContain(`**${QUESTION}**`);
    const back = discord.press(asked, 'Back to the quotes');
    expect(await back.reply(/From the articles/)).toBe(quotes);

    const others = discord.press(asked, 'Context', discord.world.scholar);
    await others.reply(/The quote in context/);
    expect(others.isEphemeral).toBe(true);
    expect(asked.text).toBe(quotes);
    expect(await discord.press(others, 'Back to the quotes').reply(/From the articles/)).toBe(quotes);
  });

  it('does so under the answer to a message, and in direct messages', async () => {
    const { bot: self, asker } = discord.world;
    const answer = await discord.answerTo(discord.say(`<@${self.id}> ${QUESTION}`));
    expect((await discord.press(answer, 'Context').acknowledged()).type).toBe(
      InteractionResponseType.DeferredMessageUpdate,
    );
    const private_ = discord.slash('ask', { question: QUESTION }, asker, 'dm');
    await private_.reply(/###/);
    await discord.press(private_, 'Context').reply(/The quote in context/);
  });

  it('shows more quotes only to the person who pressed', async () => {
    const asked = await ask({ question: 'What does a shop of the market sell?' });
    const more = discord.press(asked, 'More quotes', discord.world.scholar);
    await more.reply(/More quotes/);
    expect(more.isEphemeral).toBe(true);
    const quotesOf = (text: string) => text.split('\n').filter((line) => line.startsWith('> '));
    const [shown, further] = [quotesOf(asked.text), quotesOf(more.text)];
    expect(shown).toHaveLength(3);
    expect(further.length).toBeGreaterThan(0);
    expect(further.filter((line) => shown.includes(line))).toEqual([]);
    const odd = await ask();
    const none = forge(odd, `ask:more:${idOf(odd)}`);
    await none.reply(/no more quotes|More quotes/i);
  });

  it('takes a follow-up that only makes sense after the question', async () => {
    const asked = await ask({ question: 'When did the mill of Odland burn down?' });
    const opened = discord.press(asked, 'Ask a follow-up', discord.world.scholar);
    expect((await opened.form()).title).toBe('Ask a follow-up');
    const followed = discord.submit(opened, { text: 'And why?' });
    const text = await followed.reply(/###/);
    expect(text).toMatch(/\*\*And why\?\*\*\n-# searched as \*\*.*mill.*\*\*/i);
    expect(withoutBold(text)).toContain('a lamp fell over');
    expect(followed.isEphemeral).toBe(false);
  });

  it('counts one vote per person, which may change, and asks what is wrong', async () => {
    const { guildId, scholar, asker } = discord.world;
    const asked = await ask();
    const good = discord.press(asked, '👍');
    await good.reply(/counted/);
    expect(good.isEphemeral).toBe(true);
    await discord.press(asked, '👍', scholar).reply(/counted/);
    expect(state.feedback.counts(guildId)).toEqual({ good: 2, bad: 0 });
    const opened = discord.press(asked, '👎');
    expect((await opened.form()).title).toMatch(/wrong/);
    await discord.submit(opened, { text: 'It names the wrong engineer.' }).reply(/without your name/);
    expect(state.feedback.counts(guildId)).toEqual({ good: 1, bad: 1 });
    expect(state.feedback.reasons(guildId, 5)).toMatchObject([{ good: false, reason: 'It names the wrong engineer.' }]);
    expect(JSON.stringify(state.feedback.reasons(guildId, 5))).not.toContain(asker.user.id);
    const read = await discord.slash('feedback', {}, discord.world.manager).reply(/###/);
    expect(read).toMatch(/👍 1 · 👎 1/);
    expect(read).toMatch(/👎 It names the wrong engineer\.\n-# .* · The mill of Odland/);
    expect(await discord.slash('feedback').reply()).toMatch(/Manage Server/);
  });

  it('shares a private answer only if everyone may see it', async () => {
    const { guildId, adminRole, librarian } = discord.world;
    const asked = await ask({ private: true });
    expect(asked.isEphemeral).toBe(true);
    const shared = await discord.press(asked, 'Share').followUp(/###/);
    expect(isEphemeral(shared)).toBe(false);
    expect(textOf(shared)).toBe(asked.text);
    const isShareable = (message?: APIMessage) => buttons(message).some(({ label }) => label === 'Share');
    await discord.changes.until('the button to go', () => !isShareable(asked.message) || undefined);
    expect(isShareable(shared)).toBe(false);

    // What is kept to librarians is quoted to them alone, and there is nothing to share.
    const before = await ask({ question: COINS, private: true }, librarian);
    expect(isShareable(before.message)).toBe(true);
    state.settings.change(guildId, { collectionRoles: { staff: [adminRole.id] } });
    expect((await ask({ question: COINS })).text).not.toContain('412');
    const now = await ask({ question: COINS, private: true }, librarian);
    expect(withoutBold(now.text)).toContain('412 silver coins');
    expect(isShareable(now.message)).toBe(false);
    // Nor is what was shareable before.
    const refused = discord.press(before, 'Share');
    expect(textOf(await refused.followUp())).toMatch(/can’t be shared/);
    expect(isEphemeral(refused.followUps[0])).toBe(true);
    expect(withoutBold(before.text)).toContain('412 silver coins');
  });

  it('shows nothing that was restricted after the answer', async () => {
    const { guildId, adminRole, scholar } = discord.world;
    const asked = await ask({ question: COINS });
    state.settings.change(guildId, { collectionRoles: { staff: [adminRole.id] } });
    const context = discord.press(asked, 'Context', scholar);
    expect(await context.reply(/###/)).toMatch(/no longer be shown/);
    expect(context.text).not.toMatch(/412|The vault/);
  });

  it('refuses forged buttons, and buttons of another server', async () => {
    const { guildId, lounge, neighbour } = discord.world;
    const asked = await ask();
    const counts = state.feedback.counts(guildId);
    for (const id of ['ask:bad:AAAAAAAAAAAAAAAA', 'ask:good:', 'ask:share:x:y', 'ask:context:__proto__:9']) {
      await forge(asked, id).reply(/no longer work/);
    }
    const elsewhere = forge(asked, `ask:good:${idOf(asked)}`, { channel_id: lounge.id }, neighbour);
    await elsewhere.reply(/no longer work/);
    expect(state.feedback.counts(guildId)).toEqual(counts);
    expect(state.feedback.counts(discord.world.elsewhere.id)).toEqual({ good: 0, bad: 0 });
    // A page that there isn't shows the nearest.
    expect(await forge(asked, `ask:context:${idOf(asked)}:99:99999`).reply(/The quote in/)).toContain('Ada Lindqvist');
  });

  it('lets only permitted people ask', async () => {
    const { guildId, scholarRole, scholar } = discord.world;
    const asked = await ask();
    state.settings.change(guildId, { askers: [scholarRole.id] });
    expect(await discord.slash('ask', { question: QUESTION }).reply()).toMatch(/Only some roles/);
    const compared = { question: QUESTION, first: 'town/mill.md', second: 'town/bridge.md' };
    expect(await discord.slash('compare', compared).reply()).toMatch(/Only some roles/);
    expect(await discord.press(asked, 'Ask a follow-up').reply(/Only some roles/)).toBeTruthy();
    await ask({}, scholar);
  });

  it('keeps to one article or publisher', async () => {
    const [publisher, ...rest] = await discord.type('ask', 'source', 'coast').chosen();
    expect(publisher).toEqual({ name: 'All articles from Coast & Sea', value: 'publisher:Coast & Sea' });
    expect(rest).toContainEqual({ name: 'The mill of Odland · Coast & Sea', value: 'town/mill.md' });
    const question = 'What was built in Odland?';
    const from = await ask({ question, source: 'publisher:The Valley Post' });
    expect(from.text).toContain('-# only from The Valley Post');
    expect(from.text).not.toContain('The mill of Odland');
    const one = await ask({ question, source: 'town/mill.md' });
    expect(one.text).not.toContain('The iron bridge');
    const unknown = discord.slash('ask', { question, source: 'qqqq' });
    expect(await unknown.reply()).toMatch(/No article or publisher here is called “qqqq”/);
  });

  it('says in the question’s language that the articles are in another one', async () => {
    const asked = await ask({ question: 'Скільки яблук на місяці?' });
    expect(asked.text).toContain('Схоже, мова запитання — українська, а статей — англійська.');
    const english = await ask({ question: 'How many apples are there on the moon?' });
    expect(english.text).not.toContain('Схоже');
  });

  it('compares what two articles say, and says where one says nothing', async () => {
    const question = 'How many silver coins are there?';
    const compared = discord.slash('compare', { question, first: 'town/bridge.md', second: 'staff/vault.md' });
    const text = await compared.reply(/###/);
    expect(text).toMatch(/The vault\*\*( answers|: not sure)/);
    expect(text).toMatch(/The iron bridge\*\*: (found nothing|not sure)/);
    expect(withoutBold(text)).toContain('412 silver coins');
    await discord.press(compared, 'Context').reply(/The quote in context/);
    expect(await discord.press(compared, 'Back to the quotes').reply(/Two articles/)).toBe(text);
    const same = { question, first: 'town/mill.md', second: 'town/mill.md' };
    expect(await discord.slash('compare', same).reply()).toMatch(/two different articles/);
  });

  it('uses German for German speakers, quotes in English, and reports errors in German', async () => {
    const { asker } = discord.world;
    asker.locale = 'de';
    const asked = discord.slash('ask', { question: QUESTION });
    expect(await asked.reply(/###/)).toMatch(
      /### ● Aus den Artikeln[\s\S]*Ada Lindqvist[\s\S]*1\\?\. März 2023 · ¶ 1 · Englisch/,
    );
    expect(await discord.press(asked, 'Zusammenhang').reply(/Das Zitat im Zusammenhang/)).toContain('forty people');
    await discord.press(asked, 'Zurück zu den Zitaten').reply(/Aus den/);
    expect((await discord.press(asked, '👎').form()).title).toMatch(/Was stimmt/);
    expect(await discord.slash('ask', { question: '?!' }).reply()).toMatch(/Stell eine Frage in Worten/);
    expect(await discord.slash('ask', { question: 'x from:nobody' }).reply()).toMatch(/keine Artikel von „nobody“/);
  });

  outlivesFaults();
});

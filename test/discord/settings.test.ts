import { ButtonStyle, ComponentType, GatewayIntentBits, MessageFlags } from 'discord-api-types/v10';
import { describe, expect, it } from 'vitest';
import { createMessage } from '../../tools/discord-stand-in/messages/messages.js';
import {
  ask,
  change,
  discord,
  forged,
  forgedButton,
  options,
  QUESTION,
  read,
  STAFF_QUESTION,
  settings,
  withSettings,
} from './scenes/settings.js';
import { outlivesRestart } from './settings-outlived.js';

describe('settings in Discord', { timeout: 90_000 }, () => {
  withSettings();

  it('are shown only to people with Manage Server, and only to the person who opened them', async () => {
    const panel = await settings();
    expect(panel.isEphemeral).toBe(true);
    expect(panel.text).toContain('May ask: everyone');
    expect(panel.text).toContain('Answers without a mention in: no channel');
    const refused = discord.slash('settings');
    expect(await refused.reply()).toMatch(/Only people with Manage Server/);
    expect(refused.isEphemeral).toBe(true);
    expect(await discord.slash('audit').reply()).toMatch(/Only people with Manage Server/);
  });

  it('take effect immediately: who may ask', async () => {
    const { asker, scholar, scholarRole, bot: self } = discord.world;
    const people = await change('people');
    const chosen = discord.choose(people, 'Roles that may ask (none: everyone)', scholarRole.id);
    expect(await chosen.reply(/May ask: <@&\d+>/)).toContain(`<@&${scholarRole.id}>`);
    const refused = discord.slash('ask', { question: QUESTION }, asker);
    expect(await refused.reply()).toMatch(/Only some roles may ask/);
    expect(refused.isEphemeral).toBe(true);
    expect(await discord.slash('ask', { question: QUESTION }, scholar).reply(/###/)).toContain('35,000');
    // In a message, too, but not again and again.
    const mention = `<@${self.id}> ${QUESTION}`;
    expect(read(await discord.answerTo(discord.say(mention)))).toMatch(/Only some roles may ask/);
    const again = discord.say(mention);
    await discord.answerTo(discord.say(mention, undefined, scholar.user));
    expect(discord.answersTo(again)).toEqual([]);
    await discord.choose(chosen, 'Roles that may ask (none: everyone)', []).reply(/May ask: everyone/);
    expect(await discord.slash('ask', { question: QUESTION }).reply(/###/)).toContain('35,000');
  });

  it('name administrator roles, which only people with Manage Server can choose', async () => {
    const { adminRole, librarian, scholarRole } = discord.world;
    expect(await discord.slash('settings', {}, librarian).reply()).toMatch(/Only people with Manage Server/);
    const people = await change('people');
    await discord.choose(people, 'Roles that may manage the bot', adminRole.id).reply(/manage the bot: .*<@&/);
    const theirs = await change('people', librarian);
    await theirs.reply(/Only people with Manage Server choose who may manage the bot/);
    expect(() => discord.choose(theirs, 'Roles that may manage the bot', [])).toThrow(/no menu/);
    const forgedMenu = forged({ type: ComponentType.RoleSelect, custom_id: 'settings:set:admins:0:0', max_values: 25 });
    const refused = discord.choose(forgedMenu, 'settings:set:admins:0:0', scholarRole.id, librarian);
    await discord.changes.until('the refusal', () => /Manage Server can choose/.test(refused.text) || undefined);
    await discord.choose(theirs, 'settings:set:cooldown:0:0', '300').reply(/5 minutes/);
    expect((await settings()).text).not.toContain(scholarRole.id);
  });

  it('make people wait between two questions and say for how long', async () => {
    const { neighbour } = discord.world;
    expect(await discord.slash('ask', { question: QUESTION }, neighbour).reply(/###/)).toContain('35,000');
    const second = discord.slash('ask', { question: QUESTION }, neighbour);
    expect(await second.reply()).toMatch(/a little between two questions.*<t:\d+:R>/);
    expect(second.isEphemeral).toBe(true);
    const people = await change('people');
    await discord.choose(people, 'settings:set:cooldown:0:0', '0').reply(/same person: none/);
    expect(await discord.slash('ask', { question: QUESTION }, neighbour).reply(/###/)).toContain('35,000');
  });

  it('can’t be changed by a forged button, nor after losing permission', async () => {
    const { asker, librarian, adminRole } = discord.world;
    for (const id of ['settings:set:reset', 'settings:set:allCollections:0', 'settings:go:home', 'audit:page:0:-']) {
      const pressed = discord.press(forgedButton(id), id, asker);
      await pressed.acknowledged();
      await discord.changes.until(
        'the refusal',
        () => (pressed.message?.flags ?? 0) & MessageFlags.Ephemeral || undefined,
      );
      expect(pressed.text).toMatch(/Only people with Manage Server/);
    }
    // The librarian's panel is still open when the role loses its permission.
    const open = await change('questions', librarian);
    const people = await change('people');
    await discord
      .choose(people, 'Roles that may manage the bot', [])
      .reply(/manage the bot: everyone with Manage Server$/m);
    const late = discord.choose(open, 'Unanswered questions', '30');
    await late.acknowledged();
    await discord.changes.until('the refusal', () => /Only people with Manage/.test(late.text) || undefined);
    const now = await settings();
    expect(now.text).toContain('not stored');
    expect(now.text).not.toContain(adminRole.id);
  });

  it('limit the collections of the server, of a channel, and to roles', async () => {
    const { scholar, scholarRole, news, asker } = discord.world;
    expect(await ask(STAFF_QUESTION)).toBeDefined();
    const page = await change('collections');
    expect(options(page, 'Visible collections').map(({ label }) => label)).toEqual([
      '(in no folder)',
      'garden',
      'staff',
    ]);
    const kept = discord.choose(page, 'Limit a collection to roles…', 'staff');
    await kept.reply(/staff: for everyone/);
    const toRole = discord.choose(kept, 'Roles that may see it', scholarRole.id);
    await toRole.reply(/staff: only for <@&/);
    const [publicly, privately] = [
      discord.slash('ask', { question: STAFF_QUESTION }, scholar),
      discord.slash('ask', { question: STAFF_QUESTION, private: true }, scholar),
    ];
    expect(await privately.reply(/###/)).toContain('4711');
    expect(await publicly.reply(/###/)).not.toContain('4711');
    expect(await discord.slash('ask', { question: STAFF_QUESTION, private: true }, asker).reply(/###/)).not.toContain(
      '4711',
    );
    // Without roles it would be open to everyone, which needs its own button.
    const emptied = discord.choose(toRole, 'Roles that may see it', []);
    await discord.changes.until('the refusal', () => /Open to everyone/.test(emptied.text) || undefined);
    expect(await discord.slash('ask', { question: STAFF_QUESTION, private: true }, asker).reply(/###/)).not.toContain(
      '4711',
    );

    const inNews = discord.choose(await change('collections'), 'Fewer in a channel…', news.id);
    await inNews.reply(/same as the server/);
    await discord.choose(inNews, 'Visible collections', ['garden']).reply(/In <#\d+>: garden/);
    const place = { id: news.id };
    expect(await discord.slash('ask', { question: QUESTION }, asker, place).reply(/###/)).not.toContain('35,000');
    expect(await discord.slash('ask', { question: QUESTION }, asker).reply(/###/)).toContain('35,000');
  });

  it('hide a collection limited to roles from other servers', async () => {
    const { neighbour, lounge } = discord.world;
    const theirs = discord.slash('settings', {}, neighbour, { id: lounge.id });
    await theirs.reply(/Settings for this server/);
    const page = discord.press(theirs, 'settings:go:collections');
    await page.reply(/top-level folder/);
    expect(options(page, 'Visible collections').map(({ label }) => label)).toEqual(['(in no folder)', 'garden']);
    // And the key of one, by forgery, does nothing.
    const staff = options(await change('collections'), 'Visible collections')[2]?.value;
    const forgedId = `settings:set:open:${staff}`;
    const message = createMessage(discord.world, {
      channelId: lounge.id,
      author: discord.world.bot,
      body: {
        flags: MessageFlags.IsComponentsV2,
        components: [
          {
            type: ComponentType.ActionRow,
            components: [{ type: ComponentType.Button, style: ButtonStyle.Secondary, label: 'x', custom_id: forgedId }],
          },
        ],
      } as never,
    });
    discord.channels.messages.push(message);
    const pressed = discord.press(message, forgedId, neighbour);
    await discord.changes.until('the refusal', () => /no longer exists/.test(pressed.text) || undefined);
  });

  it('say what to do if a channel is watched and the intent is missing', async () => {
    const { askHere } = discord.world;
    const { MessageContent } = GatewayIntentBits;
    expect(discord.gateway.intents & MessageContent).toBe(0);
    const page = await change('answering');
    const chosen = discord.choose(page, 'Channels to answer in without a mention', askHere.id);
    expect(await chosen.reply(/<#\d+>/)).toMatch(/Message Content Intent.*Developer Portal.*restart/);
    await discord.choose(chosen, 'Reply or thread', 'thread').reply(/answered: in a thread/);
    await discord.choose(chosen, 'How sure it must be', 'strict').reply(/very sure/);
  });

  it('take no articles while the bot is in several servers, which the operator alone can allow', async () => {
    const { manager } = discord.world;
    const file = {
      filename: 'bakery.txt',
      content: 'The bakery\n\nThe bakery of Odland sells saffron buns on Fridays.\n',
    };
    expect(await discord.slash('articles add', { file }, manager).reply()).toMatch(/ARTICLE\\?_UPLOADS=on/);
    await discord.press(forgedButton('articles:remove:x'), 'articles:remove:x', manager).followUp(/UPLOADS/);
  });

  outlivesRestart();
});

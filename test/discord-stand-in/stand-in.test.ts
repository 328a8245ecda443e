import type { APIMessage } from 'discord-api-types/v10';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Exchange } from '../../tools/discord-stand-in/client/exchange.js';
import { StandIn } from '../../tools/discord-stand-in/stand-in.js';
import type { Place } from '../../tools/discord-stand-in/world/world.js';

// Tests of the bot can't find what the stand-in lets pass.
describe('the stand-in', () => {
  let discord: StandIn;
  const button = (id: number) => ({ type: 2, style: 1, label: 'x', custom_id: String(id) });
  const text = (content: string) => ({ type: 10, content });

  beforeAll(async () => {
    discord = await StandIn.start();
  });
  beforeEach(() => {
    discord.rest.violations.length = 0;
  });
  afterAll(() => discord.close());

  const post = (path: string, body: object, authorization = `Bot ${discord.token}`) =>
    fetch(`${discord.apiUrl}/v10${path}`, {
      method: 'POST',
      headers: { authorization, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  const register = (command: object) => {
    discord.commands.commands = [command] as typeof discord.commands.commands;
  };
  const answer = ({ id, token }: Exchange, body: object) => post(`/interactions/${id}/${token}/callback`, body);
  const say = (body: object) => post(`/channels/${discord.world.general.id}/messages`, body);

  it.each([
    ['an empty message', {}],
    ['2,001 characters of content', { content: 'x'.repeat(2_001) }],
    ['components V2 without the flag', { components: [text('x')] }],
    ['content beside components V2', { flags: 32_768, content: 'x', components: [text('x')] }],
    ['41 components', { flags: 32_768, components: Array(41).fill(text('x')) }],
    ['4,001 characters in all', { flags: 32_768, components: [text('x'.repeat(4_000)), text('x')] }],
    ['six buttons in a row', { components: [{ type: 1, components: [1, 2, 3, 4, 5, 6].map(button) }] }],
    ['a menu without options', { components: [{ type: 1, components: [{ type: 3, custom_id: 'x', options: [] }] }] }],
    ['a ping of everyone', { content: '@everyone' }],
    ['a ping in a text display', { flags: 32_768, components: [text('<@1>')] }],
  ])('refuses %s', async (_, body) => {
    expect((await say(body)).status).toBe(400);
    expect(discord.violations).toHaveLength(1);
  });

  it('refuses what the official description doesn’t contain, if that is available', async () => {
    const { status } = await say({ content: 'x', made_up: true });
    expect(status).toBe(discord.description ? 400 : 200);
    const nested = { type: 17, components: [{ ...text('x'), colour: 'red' }] };
    expect((await say({ flags: 32_768, components: [nested] })).status).toBe(discord.description ? 400 : 200);
  });

  it('accepts valid requests', async () => {
    const box = { type: 17, accent_color: 1, components: [text('x'), { type: 14 }, text('y')] };
    expect((await say({ flags: 32_768, components: [box], allowed_mentions: { parse: [] } })).status).toBe(200);
    expect(discord.violations).toEqual([]);
  });

  it('refuses requests without the token', async () => {
    expect((await post(`/channels/${discord.world.general.id}/messages`, { content: 'x' }, 'Bot x')).status).toBe(401);
  });

  it('accepts one acknowledgement of an interaction that it sent, and edits only after that', async () => {
    discord.commands.commands = [{ name: 'ping', type: 1 }] as typeof discord.commands.commands;
    const { id, token } = discord.slash('ping');
    const edit = () =>
      fetch(`${discord.apiUrl}/v10/webhooks/${discord.world.applicationId}/${token}/messages/@original`, {
        method: 'PATCH',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ content: 'x' }),
      });
    expect((await edit()).status).toBe(404);
    const acknowledge = () => post(`/interactions/${id}/${token}/callback`, { type: 5 });
    expect((await acknowledge()).status).toBe(204);
    expect((await edit()).status).toBe(200);
    expect(await (await acknowledge()).json()).toMatchObject({ code: 40_060 });
    expect((await post(`/interactions/${id}/made-up/callback`, { type: 5 })).status).toBe(404);
  });

  describe('for modals', () => {
    const input = (more: object = {}) => ({ type: 4, custom_id: 'text', style: 1, ...more });
    const row = (more: object = {}) => ({ type: 1, components: [input({ label: 'Text', ...more })] });
    const label = (component: object, more: object = {}) => ({ type: 18, label: 'Label', component, ...more });
    const modal = (more: object = {}) => ({ custom_id: 'form', title: 'A form', components: [row()], ...more });
    const open = async (data: object) => {
      register({ name: 'ping', type: 1 });
      const opened = discord.slash('ping');
      const { status } = await answer(opened, { type: 9, data });
      return { opened, status };
    };

    it.each([
      ['a title of 46 characters', modal({ title: 'x'.repeat(46) })],
      ['no title', modal({ title: '' })],
      ['a custom_id of 101 characters', modal({ custom_id: 'x'.repeat(101) })],
      ['six rows', modal({ components: [1, 2, 3, 4, 5, 6].map((id) => row({ custom_id: `${id}` })) })],
      ['a row with two inputs', modal({ components: [{ type: 1, components: [input(), input({ custom_id: 'b' })] }] })],
      [
        'a button in a row',
        modal({ components: [{ type: 1, components: [{ type: 2, custom_id: 'b', label: 'x', style: 1 }] }] }),
      ],
      ['a text input without a label', modal({ components: [{ type: 1, components: [input()] }] })],
      ['two fields of one custom_id', modal({ components: [row(), label(input())] })],
      ['a value longer than it may become', modal({ components: [row({ max_length: 3, value: 'four' })] })],
      ['a label of 46 characters', modal({ components: [label(input(), { label: 'x'.repeat(46) })] })],
      [
        'two options of one value',
        modal({
          components: [
            label({
              type: 3,
              custom_id: 's',
              options: [
                { label: 'a', value: '1' },
                { label: 'b', value: '1' },
              ],
            }),
          ],
        }),
      ],
    ])('refuses %s', async (_, data) => {
      expect((await open(data)).status).toBe(400);
      expect(discord.violations).toHaveLength(1);
    });

    it('submits what a person writes into one, and nothing that a client would not send', async () => {
      const options = [
        { label: 'One', value: '1' },
        { label: 'Two', value: '2' },
      ];
      const menu = label({ type: 3, custom_id: 'menu', options });
      const { opened, status } = await open(modal({ components: [row({ max_length: 5 }), menu] }));
      expect([status, discord.violations]).toEqual([204, []]);
      expect((await opened.form()).title).toBe('A form');
      expect(() => discord.submit(opened, { text: 'too long', menu: '1' })).toThrow(/characters/);
      expect(() => discord.submit(opened, { text: '', menu: '1' })).toThrow(/characters/);
      expect(() => discord.submit(opened, { text: 'short', menu: 'Three' })).toThrow(/no option/);
      expect(() => discord.submit(opened, { other: 'x' })).toThrow(/no field/);
      const sent = discord.submit(opened, { text: 'short', menu: 'Two' });
      expect((await answer(sent, { type: 9, data: modal() })).status).toBe(400);
      expect((await answer(sent, { type: 4, data: { content: 'thanks', flags: 64 } })).status).toBe(204);
    });
  });

  it('shows an ephemeral message to one person only, and enforces the limits of menus', async () => {
    register({ name: 'ping', type: 1 });
    const asked = discord.slash('ping');
    const options = [{ label: 'One', value: '1' }];
    const menu = { type: 1, components: [{ type: 3, custom_id: 'menu', placeholder: 'Which?', options }] };
    const button = { type: 1, components: [{ type: 2, custom_id: 'go', label: 'Go', style: 1 }] };
    const people = { type: 1, components: [{ type: 5, custom_id: 'who' }] };
    await answer(asked, { type: 4, data: { content: 'x', flags: 64, components: [menu, button, people] } });
    const { manager, asker } = discord.world;
    expect(() => discord.press(asked, 'Go', manager)).toThrow(/only asker/);
    expect(() => discord.press(asked, 'Stop')).toThrow(/no button/);
    expect(() => discord.choose(asked, 'Which?', 'Two')).toThrow(/no option/);
    expect(() => discord.choose(asked, 'Which?', [])).toThrow(/1 to 1/);
    expect(() => discord.choose(asked, 'who', '1')).toThrow(/nothing with the id/);
    expect(discord.choose(asked, 'who', manager.user.id).facts.person).toBe(asker);
    expect(discord.channels.messages).not.toContain(asked.message);
  });

  it('refuses what the bot has no permission for in a channel', async () => {
    const { news, backRoom, forum, group, elsewhere } = discord.world;
    const to = (id: string) => post(`/channels/${id}/messages`, { content: 'x' });
    discord.permit(news, ['SendMessages', 'CreatePublicThreads'], false);
    const said = discord.say('hello', news.id);
    const thread = () => post(`/channels/${news.id}/messages/${said.id}/threads`, { name: 'a thread' });
    for (const refused of [await to(news.id), await thread()]) {
      expect(refused.status).toBe(403);
      expect(await refused.json()).toMatchObject({ code: 50_013 });
    }
    expect((await to(group.id)).status).toBe(403);
    expect((await to(backRoom.id)).status).toBe(200);
    expect((await to(elsewhere.channels[0]?.id ?? '')).status).toBe(200);
    // None of these is the bot's fault, except posting in a forum as in a channel.
    expect(discord.violations).toEqual([]);
    expect((await to(forum.id)).status).toBe(400);
    discord.permit(news, ['SendMessages', 'CreatePublicThreads'], true);
    expect((await thread()).status).toBe(201);
    expect((await to(said.id)).status).toBe(200);
    expect((await thread()).status).toBe(400);
  });

  it('stores, serves and names attached files', async () => {
    const form = new FormData();
    form.set('payload_json', JSON.stringify({ content: 'x', attachments: [{ id: '0', filename: 'a.txt' }] }));
    form.set('files[0]', new Blob(['words'], { type: 'text/plain' }), 'a.txt');
    const path = `${discord.apiUrl}/v10/channels/${discord.world.asker.dm.id}/messages`;
    const headers = { authorization: `Bot ${discord.token}` };
    const posted = await fetch(path, { method: 'POST', headers, body: form });
    const { attachments } = (await posted.json()) as APIMessage;
    expect(attachments).toMatchObject([
      { filename: 'a.txt', size: 5, content_type: expect.stringMatching('text/plain') },
    ]);
    expect(await (await fetch(attachments[0]?.url ?? '')).text()).toBe('words');
    expect(discord.violations).toEqual([]);
  });

  it('lets a user-installed app follow up five times', async () => {
    register({ name: 'ping', type: 1 });
    const followUps = async (place: Place) => {
      const asked = discord.slash('ping', {}, discord.world.asker, place);
      await answer(asked, { type: 4, data: { content: 'x' } });
      const statuses: number[] = [];
      for (let turn = 0; turn < 6; turn += 1) {
        const { status } = await post(`/webhooks/${discord.world.applicationId}/${asked.token}`, { content: 'x' });
        statuses.push(status);
      }
      return statuses;
    };
    expect(await followUps('server')).toEqual([200, 200, 200, 200, 200, 200]);
    expect(await followUps('group')).toEqual([200, 200, 200, 200, 200, 400]);
    expect(await followUps(discord.world.strand)).toEqual([200, 200, 200, 200, 200, 400]);
  });
});

import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { StandIn } from '../../src/stand-in/stand-in.js';

// What the stand-in lets pass, no test of the bot can find.
describe('the stand-in', () => {
  let discord: StandIn;
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
  const say = (body: object) => post(`/channels/${discord.world.general.id}/messages`, body);

  it.each([
    ['an empty message', {}],
    ['2,001 characters of content', { content: 'x'.repeat(2_001) }],
    ['components V2 without the flag', { components: [text('x')] }],
    ['content beside components V2', { flags: 32_768, content: 'x', components: [text('x')] }],
    ['41 components', { flags: 32_768, components: Array(41).fill(text('x')) }],
    ['4,001 characters in all', { flags: 32_768, components: [text('x'.repeat(4_000)), text('x')] }],
    ['a ping of everyone', { content: '@everyone' }],
    ['a ping in a text display', { flags: 32_768, components: [text('<@1>')] }],
  ])('refuses %s', async (_, body) => {
    expect((await say(body)).status).toBe(400);
    expect(discord.violations).toHaveLength(1);
  });

  it('refuses what the official description doesn’t know, where that is present', async () => {
    const { status } = await say({ content: 'x', made_up: true });
    expect(status).toBe(discord.description ? 400 : 200);
    const nested = { type: 17, components: [{ ...text('x'), colour: 'red' }] };
    expect((await say({ flags: 32_768, components: [nested] })).status).toBe(discord.description ? 400 : 200);
  });

  it('takes what is right', async () => {
    const box = { type: 17, accent_color: 1, components: [text('x'), { type: 14 }, text('y')] };
    expect((await say({ flags: 32_768, components: [box], allowed_mentions: { parse: [] } })).status).toBe(200);
    expect(discord.violations).toEqual([]);
  });

  it('lets nobody in without the token', async () => {
    expect((await post(`/channels/${discord.world.general.id}/messages`, { content: 'x' }, 'Bot x')).status).toBe(401);
  });

  it('takes one acknowledgement of an interaction it sent, and edits only after that', async () => {
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
});

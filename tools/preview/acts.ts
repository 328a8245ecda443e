import type { APIMessage } from 'discord-api-types/v10';
import type { z } from 'zod';
import type { Exchange } from '../discord-stand-in/client/exchange.js';
import type { Upload } from '../discord-stand-in/rest/files.js';
import type { StandIn } from '../discord-stand-in/stand-in.js';
import type { ServerChannel } from '../discord-stand-in/world/server.js';
import type { Person, Place } from '../discord-stand-in/world/world.js';
import { actSchema, type Outcome, type options } from './act-schema.js';

/** Performs an action from the page on the stand-in. @throws z.ZodError, or an Error that says what can't be done. */
export async function perform(discord: StandIn, body: unknown): Promise<Outcome> {
  const act = actSchema.parse(body);
  const person = discord.world.people.get(act.person);
  if (!person) throw new Error('there is no such person');
  person.locale = act.locale;
  const place = placeOf(discord, act.channel, person);
  switch (act.act) {
    case 'speak':
      discord.changes.notify();
      return {};
    case 'say': {
      const replyTo = act.replyTo ? { replyTo: messageOf(discord, act.replyTo, person) } : {};
      discord.say(act.text, act.channel, person.user, replyTo);
      return {};
    }
    case 'edit':
      discord.edit(ownMessage(discord, act.message, person), act.text);
      return {};
    case 'remove':
      discord.remove(ownMessage(discord, act.message, person));
      return {};
    case 'post':
      discord.post(channelOf(discord, act.channel) as Parameters<StandIn['post']>[0], act.title, act.text, person.user);
      return {};
    case 'thread': {
      const message = messageOf(discord, act.message, person);
      discord.openThread(channelOf(discord, act.channel), act.title, person.user, message);
      return {};
    }
    case 'slash':
      return begun(discord.slash(act.command, filesOf(act.options), person, place));
    case 'type': {
      const typed = discord.type(act.command, act.option, act.typed, person, place, filesOf(act.options));
      return { choices: await typed.chosen() };
    }
    case 'onMessage':
      return begun(discord.onMessage(act.command, messageOf(discord, act.message, person), person, place));
    case 'press':
      return begun(discord.press(messageOf(discord, act.message, person), act.button, person));
    case 'choose':
      return begun(discord.choose(messageOf(discord, act.message, person), act.menu, act.chosen, person));
    case 'submit': {
      const opened = discord.interactions.exchanges.find((each) => each.id === act.exchange);
      if (opened?.facts.person !== person) throw new Error('there is no such form');
      return begun(discord.submit(opened, act.values));
    }
  }
}

const begun = ({ id: exchange }: Exchange): Outcome => ({ exchange });

function placeOf({ world }: StandIn, channel: string, { dm }: Person): Place {
  if (channel === dm.id) return 'dm';
  return channel === world.group.id ? 'group' : { id: channel };
}

function channelOf({ world }: StandIn, id: string): ServerChannel {
  const channel = world.servers.flatMap(({ channels }) => channels).find((each) => each.id === id);
  if (!channel) throw new Error('there is no such channel');
  return channel;
}

/** A message that this person can see. */
function messageOf({ channels, interactions }: StandIn, id: string, person: Person): APIMessage {
  const answers = interactions.exchanges.flatMap(({ message, followUps }) => [
    ...(message ? [message] : []),
    ...followUps,
  ]);
  const found = [...channels.messages, ...answers].find((each) => each.id === id);
  const shownTo = found && interactions.shownTo(found);
  if (!found || (shownTo && shownTo !== person)) throw new Error('there is no such message');
  return found;
}

function ownMessage(discord: StandIn, id: string, person: Person): APIMessage {
  const message = messageOf(discord, id, person);
  if (message.author.id !== person.user.id) throw new Error('that message belongs to somebody else');
  return message;
}

function filesOf(given: z.infer<typeof options>): Record<string, string | number | boolean | Upload> {
  const entries = Object.entries(given).map(([name, value]) => {
    if (typeof value !== 'object') return [name, value];
    const { filename, base64, contentType } = value;
    return [name, { filename, contentType, content: Buffer.from(base64, 'base64') }];
  });
  return Object.fromEntries(entries);
}

import {
  type APIGuildForumChannel,
  type APIMessage,
  type APIThreadChannel,
  GatewayDispatchEvents,
} from 'discord-api-types/v10';
import { buttonOf, choiceOf } from './client/component.js';
import { Exchange } from './client/exchange.js';
import { interactionOf, type NamedPart } from './client/interaction.js';
import { submissionOf } from './client/modal.js';
import { autocompleteOf, contextOf, type Options, type Setting, slashOf } from './client/slash.js';
import { createMessage, mentionsIn } from './messages/messages.js';
import type { Upload } from './rest/files.js';
import { Service } from './service.js';
import type { ServerChannel } from './world/server.js';
import type { Person, Place } from './world/world.js';

/** How a message is sent. */
interface Saying {
  readonly replyTo?: APIMessage;
  /** Whether a reply mentions the author of the other message, the default of clients. */
  readonly mentions?: boolean;
  readonly files?: readonly Upload[];
}

/**
 * Discord as the bot sees it: REST API and gateway over real HTTP and WebSocket on loopback, with a few servers and people, and every
 * rule that a bot can break. Mistakes of the bot are refused as Discord does, and listed in `violations`.
 */
export class StandIn extends Service {
  static async start({ grantsMessageContent = true } = {}): Promise<StandIn> {
    const standIn = new StandIn(grantsMessageContent);
    await standIn.listen();
    return standIn;
  }

  /** Uses a slash command: `slash('sources show', { article: 'demining.txt' })`. */
  slash(command: string, options: Options = {}, person: Person = this.world.asker, place: Place = 'server'): Exchange {
    return this.#interact(person, place, slashOf(this.#setting(place), command, options));
  }

  /** Types into an option that has autocomplete; `others` are the options that were filled in before. */
  type(
    command: string,
    option: string,
    typed: string,
    person: Person = this.world.asker,
    place: Place = 'server',
    others: Options = {},
  ): Exchange {
    return this.#interact(person, place, autocompleteOf(this.#setting(place), command, option, typed, others));
  }

  /** Uses a command in a message's context menu, in the message's channel unless another place is given. */
  onMessage(command: string, message: APIMessage, person: Person = this.world.asker, place?: Place): Exchange {
    const where = place ?? this.#placeOf(message, person);
    return this.#interact(person, where, contextOf(this.#setting(where), command, message));
  }

  /** Presses the button with this label, emoji or custom_id on a message, or on the reply of an exchange. */
  press(under: Exchange | APIMessage, button: string, person: Person = this.#userOf(under)): Exchange {
    const message = this.#seen(under, person);
    return this.#interact(person, this.#placeOf(message, person), buttonOf(message, button));
  }

  /** Chooses from the select menu with this placeholder or custom_id: options by label or value, everything else by id. */
  choose(
    under: Exchange | APIMessage,
    menu: string,
    chosen: string | readonly string[],
    person: Person = this.#userOf(under),
  ): Exchange {
    const message = this.#seen(under, person);
    const place = this.#placeOf(message, person);
    return this.#interact(person, place, choiceOf(message, menu, [chosen].flat(), this.world, place));
  }

  /** Submits the modal that an exchange opened; `values` by custom_id; other fields keep the bot's values. */
  submit({ modal, facts }: Exchange, values: Readonly<Record<string, string | readonly string[]>> = {}): Exchange {
    if (!modal) throw new Error('no modal is open');
    const { person, place, under } = facts;
    const part = submissionOf(modal, values, this.world, place);
    return this.#interact(person, place, { ...part, ...(under && { message: under }) });
  }

  /** Sends a message to a channel; a person's `dm` is the direct messages with the bot. */
  say(
    text: string,
    channelId: string = this.world.general.id,
    author = this.world.asker.user,
    { replyTo, mentions = true, files = [] }: Saying = {},
  ): APIMessage {
    const attachments = files.map((file) => this.rest.files.add(file));
    const body = { content: text };
    const posting = { channelId, author, body, replyTo, mentionsRepliedTo: mentions, attachments };
    const message = createMessage(this.world, posting);
    this.channels.messages.push(message);
    this.delivery.message('create', message);
    this.changes.notify();
    return message;
  }

  /** The author edits a message. */
  edit(message: APIMessage, text: string): void {
    message.content = text;
    message.edited_timestamp = new Date().toISOString();
    message.mentions = mentionsIn(this.world, text);
    this.delivery.message('edit', message);
    this.changes.notify();
  }

  /** The author, or a moderator, deletes a message. */
  remove(message: APIMessage): void {
    const position = this.channels.messages.indexOf(message);
    if (position >= 0) this.channels.messages.splice(position, 1);
    this.delivery.removed(message);
    this.changes.notify();
  }

  /** Somebody creates an empty thread in a channel, from one of its messages if one is given. */
  openThread(parent: ServerChannel, name: string, author = this.world.asker.user, from?: APIMessage): APIThreadChannel {
    const server = this.world.serverOf(parent.id);
    if (!server) throw new Error('only servers have threads');
    const thread = server.thread(parent, name, author.id, from?.id);
    if (from) from.thread = thread;
    this.delivery.thread('create', thread);
    this.changes.notify();
    return thread;
  }

  /** Somebody posts in a forum: a thread whose first message has the same id. */
  post(forum: APIGuildForumChannel, title: string, text: string, author = this.world.asker.user): APIMessage {
    const { id: channelId } = this.openThread(forum, title, author);
    const posting = { channelId, author, body: { content: text }, extra: { id: channelId } };
    const message = createMessage(this.world, posting);
    this.channels.messages.push(message);
    this.delivery.message('create', message);
    this.changes.notify();
    return message;
  }

  /** The bot's replies to a message so far. */
  answersTo({ id }: APIMessage): APIMessage[] {
    return this.channels.messages.filter(({ message_reference }) => message_reference?.message_id === id);
  }

  answerTo(message: APIMessage): Promise<APIMessage> {
    return this.changes.until(`an answer to "${message.content}"`, () => this.answersTo(message)[0]);
  }

  #interact(person: Person, place: Place, part: NamedPart): Exchange {
    const { exchange, payload } = interactionOf(this.world, person, place, part, this.changes);
    this.interactions.exchanges.push(exchange);
    this.gateway.dispatch(GatewayDispatchEvents.InteractionCreate, () => payload);
    this.changes.notify();
    return exchange;
  }

  #setting(place: Place): Setting {
    return { commands: this.commands.commands, world: this.world, files: this.rest.files, place };
  }

  #userOf(under: Exchange | APIMessage): Person {
    return under instanceof Exchange ? under.facts.person : this.world.asker;
  }

  /** The message that a person is looking at. @throws Error if only somebody else sees it. */
  #seen(under: Exchange | APIMessage, person: Person): APIMessage {
    const message = under instanceof Exchange ? under.message : under;
    if (!message) throw new Error('there is no message there');
    const shownTo = this.interactions.shownTo(message);
    if (shownTo && shownTo !== person) throw new Error(`only ${shownTo.user.username} sees that message`);
    return message;
  }

  /** A message's place as a client that displays it knows it. */
  #placeOf({ channel_id: id }: APIMessage, person: Person): Place {
    if (id === this.world.group.id) return 'group';
    return id === person.dm.id ? 'dm' : { id };
  }
}

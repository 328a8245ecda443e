import type { View, ViewedChannel, ViewedMessage } from '../view-types.js';
import { type Actor, act, type Doing, showNotice } from './acting.js';
import type { Context } from './commands.js';
import { Composer } from './composer.js';
import { byId, element } from './dom.js';
import { drawMessage, type MessageUse } from './draw-message.js';
import { openForm } from './form.js';
import { openMessageMenu } from './message-menu.js';
import { drawPlaces } from './places.js';

// The library's own pictures are on the network; these replace them.
Object.assign(globalThis, { $discordMessage: { avatars: { default: 'data:,' } } });
await import('/modules/@skyra/discord-components-core/dist/index.js' as string);

const list = byId('messages');
const composer = new Composer(byId('composer'));
const drawn = new Map<string, { readonly source: string; readonly node: HTMLElement }>();
const opened = new Set<string>();
const failed = new Set<string>();
const dismissed = new Set<string>();
const actor: Actor = { person: '', locale: 'en-US', channel: '' };
let view: View | undefined;
let stream: EventSource | undefined;
let typed: Readonly<Record<string, number>> = {};
let typingUntil = 0;

function follow(person: string): void {
  stream?.close();
  stream = new EventSource(`/view?person=${person}`);
  stream.onmessage = ({ data }) => show(JSON.parse(data));
  stream.onerror = () => showNotice('The preview has ended or is restarting.');
}

/** The open channel, its server, and the kind of place that commands take it for. */
function here(now: View): { channel: ViewedChannel; thread?: string; server: string | undefined; context: Context } {
  for (const { id: server, channels } of now.servers) {
    for (const channel of channels) {
      const thread = channel.threads.find(({ id }) => id === actor.channel);
      if (thread) return { channel, thread: thread.name, server, context: 0 };
      if (channel.id === actor.channel) return { channel, server, context: 0 };
    }
  }
  const direct = now.direct.find(({ id }) => id === actor.channel);
  if (direct) return { channel: direct, server: undefined, context: direct.kind === 'dm' ? 1 : 2 };
  const first = now.servers[0]?.channels[0];
  if (!first) throw new Error('there is no channel');
  actor.channel = first.id;
  return here(now);
}

function show(now: View): void {
  view = now;
  actor.person = now.me.id;
  actor.locale = now.me.locale;
  const { channel, thread, server, context } = here(now);
  drawPlaces(byId('places'), now, { channel: actor.channel, go, become, speak });
  byId('title').textContent = thread ? `# ${channel.name} ⤷ ${thread}` : `# ${channel.name}`;
  const isForum = channel.kind === 'forum' && !thread;
  const placeholder = isForum ? 'What is it about?' : `Message #${thread ?? channel.name}, or / for commands`;
  composer.show(
    { view: now, server, context, placeholder, isForum, act: perform },
    `${actor.channel} ${now.me.id} ${now.me.locale} ${now.commands.length}`,
  );
  drawMessages(now, { view: now, server, press, choose, openMenu, dismiss });
  showTyping(now);
  for (const [id, modal] of Object.entries(now.modals)) {
    if (!opened.delete(id)) continue;
    openForm(modal, now, server, (values) => void perform({ act: 'submit', exchange: id, values }));
  }
  for (const id of now.failed.filter((each) => opened.has(each) && !failed.has(each))) {
    failed.add(id);
    showNotice('This interaction failed: the application did not respond in time.');
  }

  function openMenu(message: ViewedMessage, x: number, y: number): void {
    openMessageMenu(
      {
        message,
        view: now,
        context,
        isInServer: server !== undefined,
        act: perform,
        reply: () => composer.reply(message),
      },
      x,
      y,
    );
  }
}

/** Redraws only what is new or has changed, so that an open menu stays open. */
function drawMessages(now: View, use: MessageUse): void {
  const wasAtEnd = list.scrollHeight - list.scrollTop - list.clientHeight < 120;
  const messages = (now.messages[actor.channel] ?? []).filter(({ id }) => !dismissed.has(id));
  const nodes = messages.map((message) => {
    const source = JSON.stringify([message, now.me]);
    const known = drawn.get(message.id);
    const node = known?.source === source ? known.node : drawMessage(message, use);
    drawn.set(message.id, { source, node });
    return node;
  });
  const empty = element('p', { class: 'nothing' }, 'Nothing has been said here yet. Try /ask, or mention @verbatim.');
  const wanted = nodes.length > 0 ? nodes : [empty];
  if (wanted.length !== list.children.length || wanted.some((node, position) => list.children[position] !== node)) {
    list.replaceChildren(...wanted);
  }
  if (wasAtEnd) requestAnimationFrame(() => list.scrollTo({ top: list.scrollHeight }));
}

function showTyping(now: View): void {
  const last = now.messages[actor.channel]?.at(-1);
  if ((now.typing[actor.channel] ?? 0) > (typed[actor.channel] ?? 0)) typingUntil = Date.now() + 10_000;
  if (last?.author.id === now.bot.id) typingUntil = 0;
  typed = now.typing;
  byId('typing').textContent = Date.now() < typingUntil ? `${now.bot.name} is typing…` : '';
}

async function perform(doing: Doing) {
  const outcome = await act(actor, doing);
  if (outcome?.exchange) {
    opened.add(outcome.exchange);
    // The form may have been opened before this was known.
    if (view) show(view);
  }
  return outcome;
}

const press = (message: ViewedMessage, button: string) => void perform({ act: 'press', message: message.id, button });
const choose = (message: ViewedMessage, menu: string, chosen: string[]) =>
  void perform({ act: 'choose', message: message.id, menu, chosen });

function dismiss({ id }: ViewedMessage): void {
  dismissed.add(id);
  if (view) show(view);
}

function go(channel: string): void {
  actor.channel = channel;
  if (view) show(view);
  list.scrollTo({ top: list.scrollHeight });
}

function become(person: string): void {
  follow(person);
}

function speak(locale: string): void {
  if (view) show({ ...view, me: { ...view.me, locale } });
  void act({ ...actor, locale }, { act: 'speak' });
}

follow('');

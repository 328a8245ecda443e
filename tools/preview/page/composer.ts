import type { Outcome } from '../act-schema.js';
import type { View, ViewedMessage } from '../view-types.js';
import type { Doing } from './acting.js';
import { type Context, type Field, slashCommands, type Usable } from './commands.js';
import { element } from './dom.js';
import { drawField, type FilledField, type Value } from './field.js';

/** Where the input line writes to. */
interface Writing {
  readonly view: View;
  readonly server: string | undefined;
  readonly context: Context;
  readonly placeholder: string;
  readonly isForum: boolean;
  act(doing: Doing): Promise<Outcome | undefined>;
}

/** The input line at the bottom: messages, forum posts, and slash commands with their options. */
export class Composer {
  readonly #form: HTMLElement;
  #writing: Writing | undefined;
  #replyTo: ViewedMessage | undefined;
  #key = '';

  constructor(form: HTMLElement) {
    this.#form = form;
  }

  /** Keeps what is being written, unless the place or the language has changed. */
  show(writing: Writing, key: string): void {
    this.#writing = writing;
    if (key === this.#key) return;
    this.#key = key;
    this.#replyTo = undefined;
    this.#drawLine();
  }

  reply(message: ViewedMessage): void {
    this.#replyTo = message;
    this.#drawLine();
  }

  #drawLine(text = ''): void {
    const writing = this.#writing;
    if (!writing) return;
    const input = element('input', {
      class: 'line',
      name: 'message',
      placeholder: writing.placeholder,
      'aria-label': writing.placeholder,
    });
    const title = writing.isForum
      ? element('input', { class: 'line', name: 'title', placeholder: 'Title of a new post', maxlength: 100 })
      : undefined;
    const palette = element('div', { class: 'palette', role: 'listbox' });
    input.value = text;
    const offer = () => palette.replaceChildren(...this.#offers(input));
    input.addEventListener('input', offer);
    const cancel = () => {
      this.#replyTo = undefined;
      this.#drawLine(input.value);
    };
    const replying =
      this.#replyTo &&
      element(
        'div',
        { class: 'replying' },
        `Replying to ${this.#replyTo.author.username}`,
        element('button', { type: 'button', onclick: cancel }, '✕'),
      );
    this.#form.onsubmit = (event) => {
      event.preventDefault();
      const first = palette.querySelector('button');
      if (first) first.click();
      else void this.#say(input, title);
    };
    this.#form.onkeydown = null;
    this.#form.replaceChildren(
      ...[replying, palette, title, input, element('button', { class: 'send', hidden: true })].filter(
        (part) => part !== undefined,
      ),
    );
    offer();
    input.focus();
  }

  /** Commands if the line begins with a slash; people and the bot after an @. */
  #offers(input: HTMLInputElement): HTMLElement[] {
    const writing = this.#writing;
    if (!writing) return [];
    const typed = input.value;
    if (typed.startsWith('/')) {
      const wanted = typed.slice(1).toLowerCase();
      return slashCommands(writing.view, writing.context)
        .filter(({ shown, path }) => shown.startsWith(wanted) || path.startsWith(wanted))
        .map((usable) => {
          const lines = [element('b', {}, `/${usable.shown}`), element('small', {}, usable.description)];
          return element(
            'button',
            { type: 'button', role: 'option', onclick: () => this.#drawCommand(usable) },
            ...lines,
          );
        });
    }
    const mention = /(^|\s)@(\w*)$/.exec(typed);
    if (!mention) return [];
    return [writing.view.bot, ...writing.view.people]
      .filter(({ name }) => name.startsWith((mention[2] ?? '').toLowerCase()))
      .map(({ name }) => {
        const pick = () => {
          input.value = `${typed.slice(0, typed.length - (mention[2] ?? '').length)}${name} `;
          input.dispatchEvent(new Event('input'));
          input.focus();
        };
        return element('button', { type: 'button', role: 'option', onclick: pick }, element('b', {}, `@${name}`));
      });
  }

  async #say(input: HTMLInputElement, title: HTMLInputElement | undefined): Promise<void> {
    const writing = this.#writing;
    const text = input.value.trim();
    if (!writing || !text) return;
    const known = new Map([writing.view.bot, ...writing.view.people].map(({ id, name }) => [name, id]));
    const withIds = text.replace(/@([\w-]+)/g, (whole, name: string) =>
      known.has(name) ? `<@${known.get(name)}>` : whole,
    );
    const replyTo = this.#replyTo ? { replyTo: this.#replyTo.id } : {};
    const doing: Doing = title
      ? { act: 'post', title: title.value.trim() || text.slice(0, 100), text: withIds }
      : { act: 'say', text: withIds, ...replyTo };
    this.#replyTo = undefined;
    this.#drawLine();
    await writing.act(doing);
  }

  #drawCommand(usable: Usable): void {
    const writing = this.#writing;
    if (!writing) return;
    const filled: FilledField[] = [];
    const fields = element('div', { class: 'fields' });
    const suggest = async (field: Field, typed: string) => {
      const others = await valuesOf(filled.filter((each) => each.field !== field));
      const outcome = await writing.act({
        act: 'type',
        command: usable.path,
        option: field.name,
        typed,
        options: others,
      });
      return outcome?.choices ?? [];
    };
    const add = (field: Field) => {
      const drawn = drawField(field, writing.view, writing.server, suggest);
      filled.push(drawn);
      fields.append(drawn.box);
      drawn.box.querySelector<HTMLElement>('input, select')?.focus();
    };
    const optional = usable.fields
      .filter(({ required }) => !required)
      .map((field) => {
        const more = element(
          'button',
          {
            type: 'button',
            class: 'add',
            'data-name': field.name,
            title: field.description,
            onclick: () => {
              more.remove();
              add(field);
            },
          },
          `+ ${field.shown}`,
        );
        return more;
      });
    this.#form.onsubmit = (event) => {
      event.preventDefault();
      void this.#use(usable, filled);
    };
    this.#form.onkeydown = (event) => {
      if (event.key === 'Escape') this.#drawLine();
      // A select would handle it otherwise.
      else if (event.key === 'Enter' && event.target instanceof HTMLSelectElement) void this.#use(usable, filled);
    };
    const help = element(
      'div',
      { class: 'palette help' },
      element('small', {}, `${usable.description} Enter sends, Escape leaves.`),
    );
    const chip = element('span', { class: 'chip' }, `/${usable.shown}`);
    const send = element('button', { class: 'send', title: 'Send', 'aria-label': 'Send' }, '➤');
    this.#form.replaceChildren(help, element('div', { class: 'command' }, chip, fields, ...optional, send));
    for (const field of usable.fields.filter(({ required }) => required)) add(field);
    if (filled.length === 0) send.focus();
    else fields.querySelector<HTMLElement>('input, select')?.focus();
  }

  async #use(usable: Usable, filled: readonly FilledField[]): Promise<void> {
    const options = await valuesOf(filled);
    const writing = this.#writing;
    if (!writing || usable.fields.some(({ name, required }) => required && !(name in options))) return;
    this.#drawLine();
    await writing.act({ act: 'slash', command: usable.path, options });
  }
}

async function valuesOf(filled: readonly FilledField[]): Promise<Record<string, Value>> {
  const entries = await Promise.all(filled.map(async ({ field, value }) => [field.name, await value()] as const));
  return Object.fromEntries(entries.filter((entry): entry is [string, Value] => entry[1] !== undefined));
}

import { randomUUID } from 'node:crypto';
import { rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { APIMessage } from 'discord-api-types/v10';
import type { Exchange } from '../../discord-stand-in/client/exchange.js';
import type { StandIn } from '../../discord-stand-in/stand-in.js';
import type { Ledger } from '../ledger.js';

/** A progress message has a bar or a percentage, so one with neither is the end. */
export const DONE = /\*\*Added:\*\*|Reindexed/;
const SURENESS = ['strict', 'balanced', 'open'] as const;
/** Articles that are added, changed and removed. */
const PASSING = 8;

/** Where actions take place, and the ledger. */
export interface Scene {
  readonly discord: StandIn;
  readonly ledger: Ledger;
  readonly articles: string;
  readonly questions: readonly string[];
  /** A random number from 0 to 1. */
  readonly chance: () => number;
}

/** What people do all week. Each action resolves when it is done; the ledger notices what is never answered. */
export type Act = (scene: Scene) => Promise<void>;

function any<T>(list: readonly T[], { chance }: Scene): T {
  return list[Math.floor(chance() * list.length)] as T;
}

const people = ({ discord: { world } }: Scene) => [world.asker, world.scholar, world.neighbour, world.librarian];

function noted(scene: Scene, exchange: Exchange): Exchange {
  scene.ledger.interaction(exchange);
  return exchange;
}

/** Asks with a command, and sometimes presses a button under the answer. */
const ask: Act = async (scene) => {
  const { discord, chance } = scene;
  const person = any(people(scene), scene);
  const question = any(scene.questions, scene);
  const options = chance() < 0.2 ? { question, private: true } : { question };
  const place = chance() < 0.1 ? 'dm' : 'server';
  const exchange = noted(scene, discord.slash('ask', options, person, place));
  await exchange.reply(/./, 30_000).catch(() => undefined);
  const label = any(['Context', '👍', 'More quotes', 'Ask a follow-up', 'none'], scene);
  if (label === 'none' || !exchange.message || !JSON.stringify(exchange.message.components).includes(label)) return;
  const pressed = discord.press(exchange, label, person);
  if (label !== 'Ask a follow-up') {
    noted(scene, pressed);
    return;
  }
  await pressed.form().catch(() => undefined);
  if (pressed.modal) noted(scene, discord.submit(pressed, { text: 'and who was there?' }));
};

/** Asks with a mention or in a direct message, and sometimes edits or deletes the question. */
const say: Act = async (scene) => {
  const { discord, chance, ledger } = scene;
  const { general, bot } = discord.world;
  const person = any(people(scene), scene);
  const question = any(scene.questions, scene);
  const message =
    chance() < 0.3
      ? discord.say(question, person.dm.id, person.user)
      : discord.say(`<@${bot.id}> ${question}`, general.id, person.user);
  ledger.message(message);
  await discord.answerTo(message).catch(() => undefined);
  if (chance() < 0.3) await edit(scene, message);
};

async function edit(scene: Scene, message: APIMessage): Promise<void> {
  const { discord } = scene;
  const [answer] = discord.answersTo(message);
  if (!answer) return;
  const edited = answer.edited_timestamp;
  discord.edit(message, `<@${discord.world.bot.id}> ${any(scene.questions, scene)} please`);
  await discord.changes
    .until('the revised answer', () => answer.edited_timestamp !== edited || undefined, 30_000)
    .catch((error: Error) => scene.ledger.problems.push(error.message));
}

/** Chats without asking the bot. */
const chat: Act = async (scene) => {
  const { askHere } = scene.discord.world;
  scene.discord.say(`I was there yesterday, ${randomUUID()}`, askHere.id, any(people(scene), scene).user);
};

const look: Act = async (scene) => {
  const { discord } = scene;
  const exchange = any(
    [
      () => discord.slash('sources list'),
      () => discord.onMessage('Find in articles', discord.say(any(scene.questions, scene))),
      () => discord.type('sources show', 'article', 'mine'),
      () => discord.slash('help'),
    ],
    scene,
  )();
  noted(scene, exchange);
  await exchange.acknowledged().catch(() => undefined);
};

/** Changes a setting of the server. */
const set: Act = async (scene) => {
  const { discord } = scene;
  const { manager } = discord.world;
  const panel = noted(scene, discord.slash('settings', {}, manager));
  if (!(await panel.reply(/./, 30_000).catch(() => undefined))) return;
  const page = noted(scene, discord.press(panel, 'settings:go:answering', manager));
  if (!(await page.reply(/unasked/, 30_000).catch(() => undefined))) return;
  noted(scene, discord.choose(page, 'settings:set:sureness:0', any(SURENESS, scene), manager));
};

/** The relative frequency of each action. */
const SHARES: readonly (readonly [number, Act])[] = [
  [50, ask],
  [25, say],
  [10, chat],
  [12, look],
  [3, set],
];

export const something: Act = async (scene) => {
  let at = scene.chance() * SHARES.reduce((sum, [share]) => sum + share, 0);
  for (const [share, act] of SHARES) {
    at -= share;
    if (at < 0) return act(scene);
  }
};

/** Changes the articles and indexes them again; sometimes everything. */
export const reindex: Act = async (scene) => {
  const { discord, articles, chance } = scene;
  const file = path.join(articles, `passing-${Math.floor(chance() * PASSING)}.txt`);
  if (chance() < 0.3) await rm(file, { force: true });
  else await writeFile(file, `A note\n\nNote ${randomUUID()} was written by the clerk of the harbour.\n`);
  const options = chance() < 0.2 ? { mode: 'everything' } : {};
  const run = discord.slash('reindex', options, discord.world.manager);
  scene.ledger.interaction(run);
  await run.reply(DONE, 300_000).catch((error: Error) => scene.ledger.problems.push(error.message));
};

import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { fromProjectRoot } from '../../src/runtime/project.js';
import type { Gate } from '../../tools/discord-stand-in/rest/http.js';
import { StandIn } from '../../tools/discord-stand-in/stand-in.js';
import { BotProcess } from '../discord/bot-process.js';
import { createLibrary, type TestLibrary } from '../discord/library.js';
import { hangOn } from './hang-on.js';
import { namesIn } from './promql.js';
import { metricsOf, type Series, scrape, seriesOf } from './scrape.js';

const QUESTION = 'How large an area of farmland was de-mined?';

// One bot for all of these tests, in order: it starts without an index.
describe('the health and metrics of the bot', { timeout: 60_000 }, () => {
  let discord: StandIn;
  let library: TestLibrary;
  let bot: BotProcess;
  let url: string;
  let login: Gate;

  const page = async (at: string) => {
    const response = await fetch(`${url}${at}`);
    return { status: response.status, body: (await response.json()) as { missing: { what: string }[] } };
  };
  const missing = async () => {
    const { status, body } = await page('/readyz');
    return [status, ...body.missing.map(({ what }) => what)];
  };

  beforeAll(async () => {
    [discord, library] = await Promise.all([StandIn.start(), createLibrary()]);
    login = discord.rest.hold('GET', /gateway\/bot$/);
    bot = new BotProcess(library.root, {
      ...library.environment,
      METRICS_PORT: '0',
      DISCORD_TOKEN: discord.token,
      DISCORD_API_URL: discord.apiUrl,
      ASK_CHANNEL_IDS: discord.world.askHere.id,
    });
    url = await metricsOf(bot);
  });

  afterAll(async () => {
    bot.signal('SIGKILL');
    await bot.exit();
    await discord.close();
    await library.remove();
  });

  it('are served on loopback only, even before the login to Discord', async () => {
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    await expect.poll(missing, { timeout: 30_000 }).toEqual([503, 'index', 'gateway']);
    expect(await page('/healthz')).toMatchObject({ status: 200, body: { alive: true, stuck: [] } });
    login.release();
    await bot.logged('commands');
    await expect.poll(missing, { timeout: 5_000 }).toEqual([503, 'index']);
  });

  it('count a question without an index as failed, and report ready once there is one', async () => {
    await discord.slash('ask', { question: QUESTION }).reply();
    let told = await scrape(url);
    expect(told('verbatim_questions_total', { way: 'command', outcome: 'failed' })).toBe(1);
    expect(told('verbatim_index_articles')).toBeNaN();
    await discord.slash('reindex', {}, discord.world.manager).reply(/Reindexed/, 60_000);
    await expect.poll(missing, { timeout: 5_000 }).toEqual([200]);
    told = await scrape(url);
    expect(told('verbatim_ready')).toBe(1);
    expect(told('verbatim_index_articles')).toBe(3);
    expect(told('verbatim_index_bytes')).toBeGreaterThan(10_000);
    const age = Date.now() / 1_000 - told('verbatim_index_built_timestamp_seconds');
    expect(age).toBeGreaterThan(0);
    expect(age).toBeLessThan(60);
    expect(told('verbatim_index_runs_total', { outcome: 'done' })).toBe(1);
    expect(told('verbatim_index_run_duration_seconds_count')).toBe(1);
  });

  it('count questions by way and outcome, and time their stages', async () => {
    const answered = discord.slash('ask', { question: QUESTION });
    await answered.reply(/###/);
    await discord.slash('ask', { question: 'Why do electrons tunnel through superconductors?' }).reply(/###|Nothing/);
    await discord.slash('ask', { question: 'after:yesteryear what?' }).reply(/./);
    await discord.answerTo(discord.say(`<@${discord.world.bot.id}> ${QUESTION}`));
    await discord.onMessage('Find in articles', discord.say('nobody was hurt')).reply(/./);
    const form = discord.press(answered, 'Ask a follow-up');
    await form.form();
    await discord.submit(form, { text: 'and who was hurt?' }).reply(/###|Nothing/);
    const told = await scrape(url);
    expect(told('verbatim_questions_total', { way: 'command', outcome: 'answered' })).toBe(1);
    expect(told('verbatim_questions_total', { way: 'command', outcome: 'refused' })).toBe(1);
    expect(told('verbatim_questions_refused_total', { reason: 'question' })).toBe(1);
    expect(told('verbatim_questions_total', { way: 'command' })).toBe(4);
    expect(told('verbatim_questions_total', { way: 'message', outcome: 'answered' })).toBe(1);
    expect(told('verbatim_questions_total', { way: 'find' })).toBe(1);
    // The button that opened the modal has not asked anything yet.
    expect(told('verbatim_questions_total', { way: 'button' })).toBe(0);
    expect(told('verbatim_questions_total', { way: 'form' })).toBe(1);
    for (const stage of ['wait', 'embed', 'search', 'rank', 'read', 'judge', 'answer', 'verify', 'find']) {
      expect(told('verbatim_stage_duration_seconds_count', { stage })).toBeGreaterThan(0);
      expect(told('verbatim_stage_duration_seconds_sum', { stage })).toBeLessThan(30);
    }
    expect(told('verbatim_question_duration_seconds_count', { way: 'message' })).toBe(1);
  });

  it('count what Discord refuses, and reconnects', async () => {
    discord.refuse({ method: 'POST', path: /callback$/, status: 429, headers: { 'retry-after': '0.05' }, times: 1 });
    await discord.slash('ask', { question: QUESTION }).reply(/###/);
    let told = await scrape(url);
    expect(told('verbatim_discord_responses_total', { status: '429' })).toBe(1);
    expect(told('verbatim_discord_rate_limits_total', { kind: 'refused' })).toBe(1);
    const gate = bot.log.length;
    discord.gateway.disconnect();
    await bot.logged('resumed', gate);
    told = await scrape(url);
    expect(told('verbatim_gateway_reconnects_total', { kind: 'resumed' })).toBeGreaterThan(0);
    await expect.poll(missing, { timeout: 5_000 }).toEqual([200]);
  });

  it('name no person, server, channel, article or question, and no secret', async () => {
    const text = await (await fetch(`${url}/metrics`)).text();
    const { world } = discord;
    const ids = [...world.people.values()].map(({ user }) => user.id);
    const private_ = [...ids, world.guildId, world.general.id, world.askHere.id, discord.token, library.root];
    expect(private_.filter((each) => text.includes(each))).toEqual([]);
    expect(text).not.toMatch(/farmland|electrons|demining|harbour|ledger|Valley Post/i);
    const values = seriesOf(text).flatMap(({ labels }) => Object.values(labels));
    expect(values.filter((value) => /\d{15}/.test(value))).toEqual([]);
    // If a label took values from outside, this many questions would reveal it.
    expect(seriesOf(text).length).toBeLessThan(700);
  });

  it('have every metric and label that the dashboard and the alerts use', async () => {
    const scraped = seriesOf(await (await fetch(`${url}/metrics`)).text());
    const dashboard = JSON.parse(await readFile(fromProjectRoot('ops/grafana-dashboard.json'), 'utf8'));
    const alerts = parse(await readFile(fromProjectRoot('ops/alerts.yml'), 'utf8'));
    const panels: string[] = dashboard.panels.flatMap(({ targets = [] }) => targets.map(({ expr }) => expr));
    const rules: string[] = alerts.groups.flatMap(({ rules }: { rules: { expr: string }[] }) =>
      rules.map(({ expr }) => expr),
    );
    expect([panels.length, rules.length]).toEqual([30, 10]);
    const asked = [...panels, ...rules, dashboard.annotations.list[0].expr].flatMap((query: string) =>
      namesIn(query).map((each) => ({ ...each, query })),
    );
    // Prometheus adds these itself when it scrapes.
    const own = (each: Series) => ({ ...each.labels, job: 'verbatim', instance: 'here' }) as Record<string, string>;
    const all = [...scraped, { name: 'up', labels: {}, value: 1 }];
    const unknown = asked.filter(
      ({ name, labels }) =>
        !all.some(
          (each) => each.name === name && labels.every(({ label, pattern }) => pattern.test(own(each)[label] ?? '')),
        ),
    );
    expect(unknown).toEqual([]);
  });

  it('report not ready during shutdown, which a client that stays connected does not delay', async () => {
    const held = discord.rest.hold('PATCH', /@original$/);
    const last = discord.slash('ask', { question: QUESTION });
    await held.reached;
    const clients = await hangOn(url, 8);
    const gone = bot.stop();
    await bot.logged('leaving');
    await expect.poll(missing, { timeout: 5_000 }).toEqual([503, 'staying']);
    held.release();
    await last.reply(/###/);
    const released = performance.now();
    expect(await gone).toBe(0);
    expect(performance.now() - released).toBeLessThan(3_000);
    for (const client of clients) client.destroy();
  });
});

import { Gauge, type Registry } from 'prom-client';
import type { Health } from './health.js';

/** Registers gauges that are read at each scrape. `version` is the program's version. */
export function registerGauges(registry: Registry, health: Health, version: string): void {
  const registers = [registry];
  const gauge = (name: string, help: string, read: () => Promise<number | undefined> | number | undefined) =>
    new Gauge({
      ...{ name, help, registers },
      async collect() {
        // A missing value is NaN, since 0 would look like a measurement.
        this.set((await read()) ?? Number.NaN);
      },
    });
  new Gauge({
    ...{ name: 'verbatim_build_info', help: 'Always 1; the version is the label', labelNames: ['version'], registers },
  }).set({ version }, 1);
  gauge('verbatim_ready', 'Whether the bot accepts and answers questions', async () =>
    (await health.missing()).length === 0 ? 1 : 0,
  );

  const queue = new Gauge({
    ...{ name: 'verbatim_queue_questions', help: 'Questions that are waiting or in progress' },
    ...{ labelNames: ['state'], registers },
    collect() {
      const { waiting, working } = health.articles?.queue ?? { waiting: 0, working: 0 };
      queue.set({ state: 'waiting' }, waiting);
      queue.set({ state: 'working' }, working);
    },
  });

  gauge('verbatim_index_articles', 'Articles in the current index', async () => (await health.serving())?.articles);
  gauge('verbatim_index_passages', 'Passages in the current index', async () => (await health.serving())?.passages);
  gauge('verbatim_index_sentences', 'Sentences in the current index', async () => (await health.serving())?.sentences);
  gauge('verbatim_index_bytes', 'Size of the current index on disk', async () => (await health.serving())?.bytes);
  gauge('verbatim_index_built_timestamp_seconds', 'When the current index was built', async () => {
    const serving = await health.serving();
    return serving && Date.parse(serving.builtAt) / 1_000;
  });

  gauge('verbatim_gateway_connected', 'Whether the bot is connected to Discord', () =>
    health.gateway?.().isConnected ? 1 : 0,
  );
  gauge('verbatim_gateway_ping_seconds', 'Round-trip time of the last heartbeat to Discord', () => {
    const ping = health.gateway?.().ping;
    return ping === undefined ? undefined : ping / 1_000;
  });
  gauge('verbatim_discord_servers', 'Servers that the bot is in', () => health.gateway?.().servers);
}

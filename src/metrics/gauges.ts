import { Gauge, type Registry } from 'prom-client';
import type { Health } from './health.js';

/** Registers what is not counted but read at each scrape. `version` is the program's own. */
export function registerGauges(registry: Registry, health: Health, version: string): void {
  const registers = [registry];
  const gauge = (name: string, help: string, read: () => Promise<number | undefined> | number | undefined) =>
    new Gauge({
      ...{ name, help, registers },
      async collect() {
        // What there is none of is NaN rather than a nought that looks like a figure.
        this.set((await read()) ?? Number.NaN);
      },
    });
  new Gauge({
    ...{ name: 'verbatim_build_info', help: 'Always 1; the version is the label', labelNames: ['version'], registers },
  }).set({ version }, 1);
  gauge('verbatim_ready', 'Whether questions are taken and answered', async () =>
    (await health.missing()).length === 0 ? 1 : 0,
  );

  const queue = new Gauge({
    ...{ name: 'verbatim_queue_questions', help: 'Questions that wait for their turn, and that are worked at' },
    ...{ labelNames: ['state'], registers },
    collect() {
      const { waiting, working } = health.articles?.queue ?? { waiting: 0, working: 0 };
      queue.set({ state: 'waiting' }, waiting);
      queue.set({ state: 'working' }, working);
    },
  });

  gauge('verbatim_index_articles', 'Articles in the index that serves', async () => (await health.serving())?.articles);
  gauge('verbatim_index_passages', 'Passages in it', async () => (await health.serving())?.passages);
  gauge('verbatim_index_sentences', 'Sentences in it', async () => (await health.serving())?.sentences);
  gauge('verbatim_index_bytes', 'Bytes of it on disk', async () => (await health.serving())?.bytes);
  gauge('verbatim_index_built_timestamp_seconds', 'When it was built', async () => {
    const serving = await health.serving();
    return serving && Date.parse(serving.builtAt) / 1_000;
  });

  gauge('verbatim_gateway_connected', 'Whether the bot is connected to Discord', () =>
    health.gateway?.().isConnected ? 1 : 0,
  );
  gauge('verbatim_gateway_ping_seconds', 'The last heartbeat’s way to Discord and back', () => {
    const ping = health.gateway?.().ping;
    return ping === undefined ? undefined : ping / 1_000;
  });
  gauge('verbatim_discord_servers', 'Servers that the bot is in', () => health.gateway?.().servers);
}

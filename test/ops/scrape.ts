import { setTimeout as sleep } from 'node:timers/promises';
import type { BotProcess } from '../discord/bot-process.js';

/** A series of a scrape: its metric, labels and value. */
export interface Series {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

/** Where the bot serves health and metrics. */
export async function metricsOf(bot: BotProcess): Promise<string> {
  return String((await bot.logged('health and metrics')).url);
}

/** Parses Prometheus' text format. @throws Error at an invalid line. */
export function seriesOf(text: string): Series[] {
  return text
    .split('\n')
    .filter((line) => line && !line.startsWith('#'))
    .map((line) => {
      const [, name, labels = '', value] = /^([a-zA-Z_:][\w:]*)(?:\{(.*)\})? (\S+)$/.exec(line) ?? [];
      if (!name) throw new Error(`not a series: ${line}`);
      const pairs = [...labels.matchAll(/(\w+)="((?:[^"\\]|\\.)*)"/g)].map(([, key = '', text = '']) => [key, text]);
      return { name, labels: Object.fromEntries(pairs), value: Number(value) };
    });
}

/** A fresh scrape; the returned function sums all series of a metric that have these labels. */
export async function scrape(
  url: string,
): Promise<(name: string, labels?: Readonly<Record<string, string>>) => number> {
  // A scrape is cached for half a second.
  await sleep(600);
  const series = seriesOf(await (await fetch(`${url}/metrics`)).text());
  return (name, labels = {}) => {
    const found = series.filter(
      (each) => each.name === name && Object.entries(labels).every(([key, text]) => each.labels[key] === text),
    );
    if (found.length === 0) throw new Error(`no series ${name} ${JSON.stringify(labels)}`);
    return found.reduce((sum, { value }) => sum + value, 0);
  };
}

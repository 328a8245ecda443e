import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import type { Config } from '../../src/config/config.js';
import { fromProjectRoot } from '../../src/runtime/project.js';
import { nameOf } from '../../src/search/model/place.js';
import type { StandIn } from '../discord-stand-in/stand-in.js';

/** What the operating system says about a process; undefined except on Linux. */
export interface Footprint {
  /** Bytes of resident memory. */
  readonly memory: number;
  /** Open file descriptors. */
  readonly files: number;
  readonly threads: number;
}

/** pino's level for errors. */
const ERROR = 50;

/** The bot as `npm start` runs it, in its own process, without rate limits and with all data in `folder`. */
export class MeasuredBot {
  /** Log lines that report errors, as they were written. */
  readonly faults: string[] = [];
  readonly #child: ChildProcess;

  constructor(config: Config, folder: string, discord: StandIn, environment: Readonly<Record<string, string>> = {}) {
    const env = {
      DISCORD_TOKEN: discord.token,
      DISCORD_API_URL: discord.apiUrl,
      ARTICLES_DIR: config.articlesDir,
      EMBEDDINGS_DIR: folder,
      DATA_DIR: folder,
      MODEL_DIR: config.modelDir,
      ...embeddingSettings(config),
      READER: config.reader,
      ...(config.readerModel && {
        READER_MODEL: nameOf(config.readerModel.place),
        READER_DTYPE: config.readerModel.dtype,
      }),
      // Measures how much the bot can handle, not how much it would accept.
      RATE_LIMIT_PERSON: 'off',
      RATE_LIMIT_CHANNEL: 'off',
      RATE_LIMIT_SERVER: 'off',
      METRICS_PORT: 'off',
      LOG_LEVEL: 'warn',
      // As in `npm start`: otherwise glibc keeps the memory of ended threads in many arenas.
      MALLOC_ARENA_MAX: '2',
      ...environment,
    };
    const start = fromProjectRoot('dist/scripts/start.js');
    this.#child = spawn(process.execPath, [start], { cwd: folder, env, stdio: ['ignore', 'pipe', 'pipe'] });
    for (const stream of [this.#child.stdout, this.#child.stderr]) {
      if (stream) createInterface({ input: stream }).on('line', (line) => this.#read(line));
    }
  }

  get pid(): number {
    return this.#child.pid ?? 0;
  }

  get isRunning(): boolean {
    return this.#child.exitCode === null && this.#child.signalCode === null;
  }

  async footprint(): Promise<Footprint | undefined> {
    const folder = `/proc/${this.pid}`;
    if (!existsSync(folder)) return undefined;
    const [status, files] = await Promise.all([readFile(`${folder}/status`, 'utf8'), readdir(`${folder}/fd`)]);
    const field = (name: string) => Number(new RegExp(`^${name}:\\s*(\\d+)`, 'm').exec(status)?.[1]);
    return { memory: field('VmRSS') * 1_024, files: files.length, threads: field('Threads') };
  }

  signal(name: NodeJS.Signals): void {
    this.#child.kill(name);
  }

  /** Waits until the bot has ended; returns its exit code. */
  async exit(): Promise<number | null> {
    if (this.isRunning) await once(this.#child, 'close');
    return this.#child.exitCode;
  }

  async stop(): Promise<number | null> {
    this.signal('SIGTERM');
    return this.exit();
  }

  #read(line: string): void {
    // Anything that is not a log line comes from something that broke.
    const level = /^\{"level":(\d+)/.exec(line)?.[1];
    if (level === undefined || Number(level) >= ERROR) this.faults.push(line);
  }
}

function embeddingSettings({ model }: Config): Record<string, string> {
  if (!model) return {};
  return {
    EMBEDDING_MODEL: nameOf(model.place),
    EMBEDDING_DTYPE: model.dtype,
    EMBEDDING_POOLING: model.pooling,
    EMBEDDING_QUERY_PREFIX: model.queryPrefix,
    EMBEDDING_PASSAGE_PREFIX: model.passagePrefix,
  };
}

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import type { Config } from '../../src/config/config.js';
import { fromProjectRoot } from '../../src/runtime/project.js';
import { nameOf } from '../../src/search/model/place.js';
import type { StandIn } from '../discord-stand-in/stand-in.js';

/** What the operating system tells of a process; undefined where it tells nothing (only Linux does). */
export interface Footprint {
  /** Bytes of resident memory. */
  readonly memory: number;
  /** Open file descriptors. */
  readonly files: number;
  readonly threads: number;
}

/** Level of pino's lines that tell of faults. */
const ERROR = 50;

/** The bot as `npm start` runs it, in a process of its own that is told no limits and keeps everything in `folder`. */
export class MeasuredBot {
  /** Lines of the log that tell of faults, each as it was written. */
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
      // What is measured is how much it can take, not how much it would.
      RATE_LIMIT_PERSON: 'off',
      RATE_LIMIT_CHANNEL: 'off',
      RATE_LIMIT_SERVER: 'off',
      METRICS_PORT: 'off',
      LOG_LEVEL: 'warn',
      // As `npm start` does: otherwise glibc keeps what ended threads had taken, once for each core and more.
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

  /** Waits until it has left; its exit code. */
  async exit(): Promise<number | null> {
    if (this.isRunning) await once(this.#child, 'close');
    return this.#child.exitCode;
  }

  async stop(): Promise<number | null> {
    this.signal('SIGTERM');
    return this.exit();
  }

  #read(line: string): void {
    // Whatever is no line of the log comes from something that broke.
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

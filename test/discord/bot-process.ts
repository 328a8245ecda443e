import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { Changes } from '../../tools/discord-stand-in/world/changes.js';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** What `npm start` runs once it has built. */
const START = [process.execPath, '--enable-source-maps', `${ROOT}dist/scripts/start.js`];

/** Tests ask faster than people do. */
const UNLIMITED = { RATE_LIMIT_PERSON: 'off', RATE_LIMIT_CHANNEL: 'off', RATE_LIMIT_SERVER: 'off' };

export interface LogLine {
  readonly msg: string;
  readonly level: number;
  readonly [field: string]: unknown;
}

/** The bot as `npm start` runs it, in a process of its own. */
export class BotProcess {
  readonly log: LogLine[] = [];
  /** All that was written, to both streams. */
  output = '';
  stderr = '';
  readonly #changes = new Changes();
  readonly #child: ChildProcess;
  readonly #exited: Promise<unknown[]>;
  #rest = '';

  /** `folder` is the working directory, so that no `.env` of the project is read. */
  constructor(folder: string, environment: Readonly<Record<string, string>>, command: readonly string[] = START) {
    const { PATH = '', HOME = '', MODEL_DIR = `${ROOT}embeddings/models` } = process.env;
    const [program = '', ...given] = command;
    this.#child = spawn(program, given, {
      cwd: folder,
      env: { PATH, HOME, MODEL_DIR, LOG_LEVEL: 'trace', METRICS_PORT: 'off', ...UNLIMITED, ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#exited = once(this.#child, 'close');
    this.#child.stdout?.setEncoding('utf8').on('data', (chunk: string) => this.#read(chunk));
    this.#child.stderr?.setEncoding('utf8').on('data', (chunk: string) => {
      this.output += chunk;
      this.stderr += chunk;
    });
  }

  #read(chunk: string): void {
    this.output += chunk;
    const lines = (this.#rest + chunk).split('\n');
    this.#rest = lines.pop() ?? '';
    this.log.push(...lines.filter((line) => line.startsWith('{')).map((line) => JSON.parse(line)));
    this.#changes.notify();
  }

  /** Waits for a log line; `from` skips those that were there before. */
  async logged(message: string, from = 0): Promise<LogLine> {
    const probe = () => this.log.slice(from).find(({ msg }) => msg === message);
    return this.#changes.until(`the log line "${message}"`, probe, 60_000).catch((error: Error) => {
      throw new Error(`${error.message}:\n${this.#tail()}`);
    });
  }

  #tail(): string {
    const told = this.log.filter(({ level }) => level >= 30).map((line) => JSON.stringify(line));
    return [...told, this.stderr].join('\n').slice(-4_000);
  }

  signal(name: NodeJS.Signals): void {
    this.#child.kill(name);
  }

  /** Its exit code, or the signal that ended it. */
  async exit(): Promise<number | string> {
    const [code, signal] = await this.#exited;
    return (code ?? signal) as number | string;
  }

  async stop(): Promise<number | string> {
    this.signal('SIGTERM');
    return this.exit();
  }
}

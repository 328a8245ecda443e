import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { loadArticles } from '../../../src/article/load.js';
import type { Article } from '../../../src/article/model/article.js';
import { type Config, parseConfig } from '../../../src/config/config.js';
import { pointerFile } from '../../../src/library/generations/paths.js';
import { type CommandOptions, command, type Ended } from './commands.js';

export const QUESTION = 'How many bridges does Port Ellery own?';

/** Articles that all differ between versions, so that a mixture of two would be noticed. */
const ARTICLES: readonly (readonly [file: string, text: (version: number) => string])[] = [
  [
    'bridges.txt',
    (version) =>
      `The bridges of Port Ellery\n\nThe town of Port Ellery owns ${version} bridges, of which the Heron Bridge is the oldest. It was built in 1871 by the engineer Ada Lindqvist.\n\nRepairs to it cost 2.3 million crowns in the year of ${version} bridges. The council closed it for eleven weeks.\n`,
  ],
  [
    'town/bakery.md',
    (version) =>
      `---\ntitle: A bakery on Mill Street\n---\n# A bakery on Mill Street\n\nThe bakery of Tomas Varga opens at five. A loaf costs ${version} crowns.\n`,
  ],
  [
    'town/market.jsonl',
    (version) =>
      `${JSON.stringify({ id: 'market', title: 'The market', text: `The market has ${version} stalls. It sells smoked eel on Thursdays.` })}\n`,
  ],
];

/** Temporary folders for articles, an index and everything else that the commands need. */
export class Workshop {
  /** The expected articles of each version. */
  readonly expected = new Map<number, readonly Article[]>();
  readonly config: Config;

  private constructor(
    readonly root: string,
    readonly env: Readonly<Record<string, string>>,
  ) {
    this.config = parseConfig(env);
  }

  /** `settings` override the workshop's. */
  static async open(settings: Readonly<Record<string, string>> = {}): Promise<Workshop> {
    const root = await mkdtemp(path.join(tmpdir(), 'verbatim-faults-'));
    const env = {
      ARTICLES_DIR: path.join(root, 'articles'),
      EMBEDDINGS_DIR: path.join(root, 'embeddings'),
      DATA_DIR: path.join(root, 'data'),
      MODEL_DIR: path.join(root, 'models'),
      // Each run is a second shorter without it, and these tests do not need it.
      READER: 'off',
    };
    return new Workshop(root, { ...env, ...settings });
  }

  /** Replaces every article with another version; a version is a number from 100. */
  async write(version: number): Promise<void> {
    for (const [file, text] of ARTICLES) {
      const full = path.join(this.config.articlesDir, file);
      await mkdir(path.dirname(full), { recursive: true });
      await writeFile(full, text(version));
    }
    this.expected.set(version, (await loadArticles(this.config.articlesDir)).articles);
  }

  run(name: string, args: readonly string[] = [], options: Partial<CommandOptions> = {}): Promise<Ended> {
    return command(name, args, { ...options, cwd: this.root, env: { ...this.env, ...options.env } });
  }

  /** Files in the embeddings folder that should not be there after a run has ended. */
  async leftovers(): Promise<string[]> {
    const { embeddingsDir } = this.config;
    const generations = await readdir(path.join(embeddingsDir, 'generations'));
    const known = new Set(['current', 'generations', 'index-lock.db', 'vector-cache.db', 'models']);
    const others = (await readdir(embeddingsDir)).filter((name) => !known.has(name));
    return [...others, ...generations.filter((name) => name.startsWith('.')), ...generations.slice(2)];
  }

  pointer(): string {
    return pointerFile(this.config.embeddingsDir);
  }

  async close(): Promise<void> {
    await rm(this.root, { recursive: true, force: true });
  }
}

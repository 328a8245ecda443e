/** What can be well; how it is said stands in the bot's words under the same key. */
export type Fact =
  | 'settings.fine'
  | 'node.fine'
  | 'folders.fine'
  | 'disk.fine'
  | 'model.fine'
  | 'reader.fine'
  | 'reader.off'
  | 'thresholds.own'
  | 'articles.fine'
  | 'index.fine'
  | 'database.fine'
  | 'database.none'
  | 'application.fine'
  | 'intent.fine'
  | 'intent.unneeded'
  | 'connection.fine'
  | 'connection.new'
  | 'collections.fine'
  | 'answers.none'
  | 'answers.fine'
  | 'limits.none'
  | 'limits.some'
  | 'running';

/** What can be wrong; beside the words for it there are words for the remedy, under the key with `.fix`. */
export type Problem =
  | 'settings.broken'
  | 'node.old'
  | 'folder.readonly'
  | 'disk.low'
  | 'model.missing'
  | 'model.damaged'
  | 'model.unusable'
  | 'reader.missing'
  | 'reader.damaged'
  | 'reader.unusable'
  | 'thresholds.stale'
  | 'thresholds.damaged'
  | 'articles.none'
  | 'articles.unread'
  | 'articles.more'
  | 'links.failing'
  | 'index.none'
  | 'index.unusable'
  | 'index.outdated'
  | 'database.damaged'
  | 'check.failed'
  | 'token.none'
  | 'token.shape'
  | 'token.refused'
  | 'discord.unreachable'
  | 'intent.off'
  | 'intent.unasked'
  | 'endpoint.set'
  | 'codeGrant.set'
  | 'connection.slow'
  | 'answers.slow'
  | 'collection.gone'
  | 'watched.gone'
  | 'bot.silenced';

/** Strings may hold anything; a Date is shown as the reader's place writes it. */
export type Values = Readonly<Record<string, string | number | Date>>;

interface About {
  readonly values?: Values;
  /** The collection whose files it names: it is only for those who may see that collection. */
  readonly collection?: string;
}

/** How one thing stands: well; working, but to be mended; or broken, so that something does not work. */
export type Finding = About &
  ({ readonly status: 'good'; readonly key: Fact } | { readonly status: 'warning' | 'broken'; readonly key: Problem });

export const good = (key: Fact, values: Values = {}): Finding => ({ status: 'good', key, values });
export const warning = (key: Problem, values: Values = {}): Finding => ({ status: 'warning', key, values });
export const broken = (key: Problem, values: Values = {}): Finding => ({ status: 'broken', key, values });

/** 1,234,567 bytes as `1.2 MB`. */
export function inBytes(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  const power = Math.min(Math.floor(Math.log10(Math.max(1, bytes)) / 3), units.length - 1);
  return `${(bytes / 1_000 ** power).toFixed(power > 1 ? 1 : 0)} ${units[power]}`;
}

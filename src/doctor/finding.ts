/** A check that passed. Its words are in `src/i18n` under the same key. */
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
  | 'articles.skipped'
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

/** A check that failed. Besides its words there is a remedy, under the key with `.fix`. */
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

/** Strings may contain anything; a Date is shown in the reader's format. */
export type Values = Readonly<Record<string, string | number | Date>>;

interface About {
  readonly values?: Values;
  /** The collection whose files it names: only those who may see that collection get the finding. */
  readonly collection?: string;
}

/** The result of one check: good; a warning, if it works but needs attention; or broken, if something does not work. */
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

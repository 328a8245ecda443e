import type { SourceSummary } from '../../app/verbatim.js';
import { collectionOf } from '../../article/load.js';
import type { ArticleProblem } from '../../article/model/article.js';
import type { IndexReport } from '../../library/reports.js';
import { memoize } from '../../runtime/memoize.js';
import type { RequestContext } from '../dispatch/request-context.js';

/** Changes in the index that one person may see. */
export interface IndexView {
  /** Titles. */
  readonly added: readonly string[];
  readonly changed: readonly string[];
  readonly removed: readonly string[];
  readonly problems: readonly Pick<ArticleProblem, 'where' | 'reason'>[];
  /** Paths of files whose type is not read. */
  readonly skipped?: readonly string[];
  /** Number of articles and problems in collections that this person may not see. */
  readonly hidden: number;
}

type Changes = Pick<IndexReport, 'added' | 'changed' | 'removed'> & {
  readonly problems?: readonly ArticleProblem[];
  readonly skipped?: readonly string[];
};

/**
 * The changes by title. An index run concerns all articles, but only those that the person may see here are named. `before` are
 * the articles that were indexed before the run.
 */
export function indexView(
  changes: Changes,
  before: readonly SourceSummary[],
  { app, access, words }: Pick<RequestContext, 'app' | 'access' | 'words'>,
): IndexView {
  const sees = memoize(access.sees);
  const titles = new Map(
    [...before, ...app.verbatim.sources()].flatMap(({ id, title, collection }) =>
      sees(collection) ? [[id, title.trim() || id]] : [],
    ),
  );
  const named = (ids: readonly string[]) => ids.flatMap((id) => titles.get(id) ?? []);
  const [added, changed, removed] = [changes.added, changes.changed, changes.removed].map(named);
  const seesFile = (where: string) => sees(collectionOf(where) ?? '');
  const { problems = [], skipped = [] } = changes;
  const visibleProblems = problems
    .filter(({ where }) => seesFile(where))
    .map(({ where, reason, other }) => ({
      where,
      reason: other === undefined || seesFile(other) ? reason : words('index:idTakenElsewhere'),
    }));
  const all = changes.added.length + changes.changed.length + changes.removed.length + problems.length;
  const view = { added: added ?? [], changed: changed ?? [], removed: removed ?? [], problems: visibleProblems };
  const visibleSkipped = skipped.filter(seesFile);
  const shown = view.added.length + view.changed.length + view.removed.length + visibleProblems.length;
  return { ...view, skipped: visibleSkipped, hidden: all - shown };
}

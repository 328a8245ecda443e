import type { ChatInputCommandInteraction, MessageComponentInteraction } from 'discord.js';
import type { Askable } from '../../app/verbatim.js';
import type { Words } from '../../i18n/words.js';
import { IntakeError } from '../../intake/intake-error.js';
import { parseUrl } from '../../runtime/urls.js';
import { notice } from '../components/notice.js';
import type { Access } from '../dispatch/access.js';
import { RefusedError } from '../dispatch/failures.js';
import type { RequestContext } from '../dispatch/request-context.js';
import { sourceOfChoice } from '../sources/source-choice.js';
import { renderRemovalQuestion } from './article-changes-card.js';
import { followRun } from './follow-run.js';
import type { Offer } from './index-changes-card.js';

type FollowedInteraction = ChatInputCommandInteraction | MessageComponentInteraction;

/** Fetches the given file or link, adds it to the articles and indexes it. */
export async function add(interaction: ChatInputCommandInteraction, context: RequestContext): Promise<void> {
  const { app, access, words } = context;
  const { verbatim, leaving } = app;
  const file = interaction.options.getAttachment('file');
  const link = interaction.options.getString('link');
  if ((file === null) === (link === null)) throw new RefusedError('articles:giveOne');
  const collection = collectionFor(interaction.options.getString('collection'), access);
  await interaction.editReply(notice(words('articles:fetching')));
  const incoming = file
    ? await verbatim.files.fromAttachment({ url: file.url, name: file.name, size: file.size }, leaving)
    : await verbatim.files.fromLink((link ?? '').trim(), leaving);
  const replace = interaction.options.getBoolean('replace') ?? false;
  const added = await verbatim.files.add(incoming, { collection, replace });
  record(context, 'articles.add', `${added.path}, ${incoming.bytes.length} bytes, ${placeOf(incoming.from)}`);
  const head = [
    words('articles:added', { file: added.path, count: added.articles.length }),
    ...(added.isNewCollection ? [words('articles:newCollection', { collection: added.collection })] : []),
    ...(added.replaced ? [words('articles:replaced')] : []),
  ];
  const undo = added.replaced
    ? restoreOffer(words, added.replaced)
    : { label: words('articles:removeYes'), id: `articles:remove:${added.key}` };
  await indexAndReport(interaction, context, head.join(' '), [undo]);
}

/** Shows what would be removed, with a button to confirm. */
export async function askToRemove(
  interaction: ChatInputCommandInteraction,
  { app, access, words }: RequestContext,
): Promise<void> {
  const typed = interaction.options.getString('article', true);
  const source = sourceOfChoice(typed, access.own);
  if (!source) throw new RefusedError('sources:unknown', { typed });
  const file = await app.verbatim.files.fileOf(source);
  if (!file || !access.sees(file.collection)) throw new RefusedError('articles:fileGone');
  await interaction.editReply(renderRemovalQuestion(words, source, file));
}

/** Removes the file that has the key. */
export async function remove(
  interaction: MessageComponentInteraction,
  context: RequestContext,
  key: string,
): Promise<void> {
  const { app, access, words } = context;
  const { files } = app.verbatim;
  const file = await files.fileOfKey(key);
  if (!file || !access.sees(file.collection)) throw new RefusedError('articles:fileGone');
  const removal = await files.remove(file.path);
  record(context, 'articles.remove', file.path);
  await indexAndReport(interaction, context, words('articles:removed', { file: file.path }), [
    restoreOffer(words, removal),
  ]);
}

/** Restores a removed file. */
export async function restore(
  interaction: MessageComponentInteraction,
  context: RequestContext,
  removal: string,
): Promise<void> {
  const { app, access, words } = context;
  const { files } = app.verbatim;
  const found = await files.removed(removal);
  if (!found || !access.sees(found.collection)) throw new RefusedError('articles:fileGone');
  const { path, displaced } = await files.restore(removal);
  record(context, 'articles.restore', path);
  const undo = displaced ? [restoreOffer(words, displaced)] : [];
  await indexAndReport(interaction, context, words('articles:restored', { file: path }), undo);
}

function restoreOffer(words: Words, removal: string): Offer {
  return { label: words('articles:putBack'), id: `articles:restore:${removal}` };
}

/** Indexes a change, after any run in progress. The report names the change and offers to undo it. */
async function indexAndReport(
  interaction: FollowedInteraction,
  context: RequestContext,
  head: string,
  buttons: readonly Offer[],
): Promise<void> {
  const { app, words } = context;
  const { runs } = app;
  if (runs.current) await interaction.editReply(notice(`${head}\n${words('index:starting')}`));
  const run = await runs.next('changed');
  await followRun(interaction, context, run, { head, buttons });
}

/** The chosen collection. @throws RefusedError if it is not accessible, or if none was chosen and there are several. */
function collectionFor(given: string | null, { sees, own }: Access): string {
  const name = given?.trim();
  if (name) {
    if (!sees(name)) throw new RefusedError('articles:notThisCollection', { collection: name });
    return name;
  }
  if (sees('')) return '';
  const [only, ...others] = collectionsOf(own);
  if (only === undefined) throw new RefusedError('articles:noCollection');
  if (others.length > 0)
    throw new RefusedError('articles:nameCollection', { collections: [only, ...others].join(', ') });
  return only;
}

/** A link without its query, which may contain secrets. */
function placeOf(from: string): string {
  const url = parseUrl(from);
  return url ? `${url.origin}${url.pathname}` : from;
}

function record(
  { app: { state, logger }, viewer }: Pick<RequestContext, 'app' | 'viewer'>,
  action: string,
  detail: string,
): void {
  logger.info({ action, detail }, 'articles changed');
  state.audit.add(viewer.guild, viewer.id, action, detail);
}

/** Rethrows an intake error as a refusal in the command's words. */
export function asRefusal(cause: unknown): never {
  if (cause instanceof IntakeError) throw new RefusedError(`articles:${cause.refusal}`, cause.values);
  throw cause;
}

/** The collections of the given articles, sorted. */
export function collectionsOf({ sources }: Askable): string[] {
  return [...new Set(sources().map(({ collection }) => collection))].sort();
}

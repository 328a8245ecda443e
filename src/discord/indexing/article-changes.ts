import type { ChatInputCommandInteraction, MessageComponentInteraction } from 'discord.js';
import { IntakeError } from '../../intake/intake-error.js';
import { notice } from '../components/notice.js';
import { RefusedError } from '../dispatch/failures.js';
import type { Visit } from '../dispatch/request-context.js';
import { sourceOfChoice } from '../sources/source-choice.js';
import { renderRemovalQuestion } from './article-changes-card.js';
import { followRun } from './follow-run.js';
import type { Offer } from './index-changes-card.js';

type Use = ChatInputCommandInteraction | MessageComponentInteraction;

/** Fetches what is given, puts it among the articles and indexes it. */
export async function add(interaction: ChatInputCommandInteraction, visit: Visit): Promise<void> {
  const { verbatim, t, leaving } = visit;
  const file = interaction.options.getAttachment('file');
  const link = interaction.options.getString('link');
  if ((file === null) === (link === null)) throw new RefusedError('articles:giveOne');
  const collection = collectionFor(interaction.options.getString('collection'), visit);
  await interaction.editReply(notice(t('articles:fetching')));
  const incoming = file
    ? await verbatim.files.fromAttachment({ url: file.url, name: file.name, size: file.size }, leaving)
    : await verbatim.files.fromLink((link ?? '').trim(), leaving);
  const replace = interaction.options.getBoolean('replace') ?? false;
  const added = await verbatim.files.add(incoming, { collection, replace });
  record(
    interaction,
    visit,
    'articles.add',
    `${added.path}, ${incoming.bytes.length} bytes, ${placeOf(incoming.from)}`,
  );
  const head = [
    t('articles:added', { file: added.path, count: added.articles.length }),
    ...(added.isNewCollection ? [t('articles:newCollection', { collection: added.collection })] : []),
    ...(added.replaced ? [t('articles:replaced')] : []),
  ];
  const undo = added.replaced
    ? putBack(t, added.replaced)
    : { label: t('articles:removeYes'), id: `articles:remove:${added.key}` };
  await indexAndTell(interaction, visit, head.join(' '), [undo]);
}

/** Shows what would go, with a button that takes it out. */
export async function askToRemove(interaction: ChatInputCommandInteraction, visit: Visit): Promise<void> {
  const { own, verbatim, t } = visit;
  const typed = interaction.options.getString('article', true);
  const source = sourceOfChoice(typed, own);
  if (!source) throw new RefusedError('sources:unknown', { typed });
  const file = await verbatim.files.fileOf(source);
  if (!file || !visit.sees(file.collection)) throw new RefusedError('articles:fileGone');
  await interaction.editReply(renderRemovalQuestion(t, source, file));
}

/** Takes a file out, named by its key. */
export async function remove(interaction: MessageComponentInteraction, visit: Visit, key: string): Promise<void> {
  const file = await visit.verbatim.files.fileOfKey(key);
  if (!file || !visit.sees(file.collection)) throw new RefusedError('articles:fileGone');
  const removal = await visit.verbatim.files.remove(file.path);
  record(interaction, visit, 'articles.remove', file.path);
  await indexAndTell(interaction, visit, visit.t('articles:removed', { file: file.path }), [putBack(visit.t, removal)]);
}

/** Puts back what a removal took out. */
export async function restore(interaction: MessageComponentInteraction, visit: Visit, removal: string): Promise<void> {
  const { files } = visit.verbatim;
  const found = await files.removed(removal);
  if (!found || !visit.sees(found.collection)) throw new RefusedError('articles:fileGone');
  const { path, displaced } = await files.restore(removal);
  record(interaction, visit, 'articles.restore', path);
  const undo = displaced ? [putBack(visit.t, displaced)] : [];
  await indexAndTell(interaction, visit, visit.t('articles:restored', { file: path }), undo);
}

function putBack(t: Visit['t'], removal: string): Offer {
  return { label: t('articles:putBack'), id: `articles:restore:${removal}` };
}

/** Indexes what was changed, after a run that began before, and says in the report what it was and how to undo it. */
async function indexAndTell(interaction: Use, visit: Visit, head: string, buttons: readonly Offer[]): Promise<void> {
  const { runs, t } = visit;
  if (runs.current) await interaction.editReply(notice(`${head}\n${t('index:starting')}`));
  const run = await runs.next('changed');
  await followRun(interaction, visit, run, { head, buttons });
}

/** The collection that is meant. @throws RefusedError when none was named and that leaves a choice, or it is not theirs. */
function collectionFor(given: string | null, { sees, own }: Visit): string {
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

/** A link without what it may hold of secrets. */
function placeOf(from: string): string {
  if (!URL.canParse(from)) return from;
  const { origin, pathname } = new URL(from);
  return `${origin}${pathname}`;
}

function record({ user }: Use, { state, guild, logger }: Visit, action: string, detail: string): void {
  logger.info({ action, detail }, 'articles changed');
  state.audit.add(guild, user.id, action, detail);
}

/** Says in the words of the command why something was not taken in. */
export function asRefusal(cause: unknown): never {
  if (cause instanceof IntakeError) throw new RefusedError(`articles:${cause.refusal}`, cause.values);
  throw cause;
}

/** The collections of the articles that may be seen, sorted. */
export function collectionsOf({ sources }: Visit['own']): string[] {
  return [...new Set(sources().map(({ collection }) => collection))].sort();
}

import { cp, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { openVerbatim } from '../../../src/app/wiring.js';
import { UserError } from '../../../src/runtime/errors.js';
import { OWN_EMBEDDER } from '../../../src/search/model/prepare.js';
import { saidClearly } from './commands.js';
import { used } from './kills.js';
import { Outcomes, type Tried } from './outcomes.js';
import { QUESTION, Workshop } from './workshop.js';

/** Simultaneous index runs in two processes: one indexes, the other says so or waits. */
export async function twoRuns(times: number): Promise<Tried> {
  const outcomes = new Outcomes('two index runs at the same time, with and without --wait');
  const place = await used();
  const { workshop, serving } = place;
  try {
    for (let round = 0; round < times; round++) {
      const waits = round % 2 === 1;
      await workshop.write(++place.version);
      await outcomes.try(waits ? 'with --wait' : 'without', async () => {
        const how = waits ? ['--wait'] : [];
        const both = await Promise.all([workshop.run('index', how), workshop.run('index', how)]);
        if ((await serving.freshVersion()) !== place.version) throw new Error('the new index is not in use');
        const left = await workshop.leftovers();
        if (left.length > 0) throw new Error(`left ${left.join(', ')}`);
        const refused = both.filter(({ code }) => code !== 0);
        if (refused.length === 0) return 'both finished, one after the other';
        const [one] = refused;
        if (refused.length === 1 && !waits && one && saidClearly(one) && one.stderr.includes('being indexed')) {
          return 'one indexed, the other said so';
        }
        throw new Error(refused.map(({ stderr }) => stderr).join('; '));
      });
    }
    return outcomes.tried;
  } finally {
    await serving.close();
    await workshop.close();
  }
}

/** Changes to a folder while a process uses it. */
const CHANGES: readonly (readonly [what: string, change: (workshop: Workshop) => Promise<void>])[] = [
  ['the embeddings folder deleted', ({ config }) => rm(config.embeddingsDir, { recursive: true })],
  ['the model folder moved away', ({ config }) => rename(config.modelDir, `${config.modelDir}-gone`)],
  ['the articles folder deleted', ({ config }) => rm(config.articlesDir, { recursive: true })],
];

/** The project's own model as one that the user chose; it can't be downloaded because nothing listens there. */
const OWN_MODEL = {
  EMBEDDING_MODEL: 'someone/embedder',
  EMBEDDING_DTYPE: 'q8',
  MODEL_HUB_URL: 'http://127.0.0.1:9',
};

/** Folders that disappear while a process is running: it keeps answering, and an index run works or says what is missing. */
export async function goneWhileServing(): Promise<Tried> {
  const outcomes = new Outcomes('a folder removed while a process is running');
  for (const [what, change] of CHANGES) {
    const plain = await Workshop.open();
    const workshop = await Workshop.open({ ...plain.env, ...OWN_MODEL, MODEL_DIR: path.join(plain.root, 'models') });
    try {
      await cp(OWN_EMBEDDER.folder, path.join(workshop.config.modelDir, 'someone/embedder'), { recursive: true });
      await workshop.write(100);
      const verbatim = await openVerbatim(workshop.config);
      try {
        await verbatim.reindex('changed');
        const answers = async () => {
          const { quotes } = verbatim.verified(await verbatim.ask(QUESTION));
          if (!quotes[0]?.text.includes('100 bridges')) throw new Error('a question is no longer answered');
        };
        await answers();
        await change(workshop);
        await outcomes.try(`${what}, asking`, async () => {
          await answers();
          return 'keeps answering';
        });
        await outcomes.try(`${what}, indexing`, async () => {
          const problem = await verbatim.reindex('everything').then(
            () => undefined,
            (cause: unknown) => cause,
          );
          if (problem !== undefined && !(problem instanceof UserError)) throw problem;
          await answers();
          return problem === undefined ? 'indexes again, and answers' : 'one sentence from the index run, and answers';
        });
      } finally {
        await verbatim.close();
      }
    } finally {
      await workshop.close();
      await plain.close();
    }
  }
  return outcomes.tried;
}

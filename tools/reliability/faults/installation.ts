import { cp, mkdir, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { seeded } from '../../../src/calibration/random.js';
import { parseConfig } from '../../../src/config/config.js';
import { fromProjectRoot } from '../../../src/runtime/project.js';
import { modelLock } from '../../../src/search/model/lock.js';
import { saidClearly } from './commands.js';
import { drawn } from './damage.js';
import { Outcomes, type Tried } from './outcomes.js';
import { QUESTION, Workshop } from './workshop.js';

/** Nothing listens there. */
const NOWHERE = 'http://127.0.0.1:9';

/** Damages or removes files of the project and its models in a copy, and describes what asking results in. */
export async function damagedInstallation({ times, seed }: { times: number; seed: number }): Promise<Tried> {
  const outcomes = new Outcomes(`a file of the models, of their locks or .env damaged or missing (seed ${seed})`);
  const workshop = await Workshop.open();
  const project = path.join(workshop.root, 'project');
  const env = { MODEL_DIR: path.join(workshop.root, 'models') };
  const ask = () => workshop.run('ask', ['--json', QUESTION], { project, env });
  try {
    await install(project, env.MODEL_DIR);
    await workshop.write(100);
    const before = quotes((await ask()).stdout);
    const random = seeded(seed);
    for (const file of await filesOf(project, env.MODEL_DIR)) {
      const whole = await readFile(file);
      for (let round = 0; round <= times; round++) {
        const { what, damage } = drawn(random);
        const isGone = round === times;
        await outcomes.try(`${path.basename(file)}, ${isGone ? 'missing' : what(whole.length)}`, async () => {
          if (isGone) await rename(file, `${file}.gone`);
          else await writeFile(file, damage(whole));
          try {
            const ended = await ask();
            if (ended.code !== 0) {
              if (saidClearly(ended)) return 'one sentence';
              throw new Error(`ended with ${ended.code ?? ended.signal}: ${ended.stderr.slice(-400)}`);
            }
            const after = quotes(ended.stdout);
            if (after.every((quote) => before.includes(quote))) return 'the same quotes';
            throw new Error(`other quotes: ${after}`);
          } finally {
            await rm(`${file}.gone`, { force: true });
            await writeFile(file, whole);
          }
        });
      }
    }
    return outcomes.tried;
  } finally {
    await workshop.close();
  }
}

function quotes(stdout: string): string[] {
  return (JSON.parse(stdout) as { quotes: { text: string }[] }).quotes.map(({ text }) => text);
}

/** A copy of the project with its own model, which can't be downloaded again. */
async function install(project: string, modelDir: string): Promise<void> {
  await mkdir(path.join(project, 'embeddings'), { recursive: true });
  for (const part of ['dist', 'models', 'package.json']) {
    await cp(fromProjectRoot(part), path.join(project, part), { recursive: true });
  }
  await symlink(fromProjectRoot('node_modules'), path.join(project, 'node_modules'));
  const lock = modelLock.parse(JSON.parse(await readFile(fromProjectRoot('embeddings/model.lock.json'), 'utf8')));
  const alone = { ...lock, sources: [{ kind: 'hub', url: NOWHERE }] };
  await writeFile(path.join(project, 'embeddings/model.lock.json'), JSON.stringify(alone, null, 2));
  const { modelDir: from } = parseConfig({ MODEL_DIR: process.env.MODEL_DIR });
  await cp(path.join(from, lock.name), path.join(modelDir, lock.name), { recursive: true });
}

async function filesOf(project: string, modelDir: string): Promise<string[]> {
  const lock = modelLock.parse(JSON.parse(await readFile(path.join(project, 'embeddings/model.lock.json'), 'utf8')));
  const own = ['embeddings/model.lock.json', 'models/ranking.json'].map((name) => path.join(project, name));
  const reader = await readerIn(path.join(project, 'models/reader'));
  const settings = path.join(path.dirname(project), '.env');
  await writeFile(settings, '# Settings\nLOG_LEVEL=info\nCOOLDOWN_SECONDS=0\n');
  return [settings, ...[...own, ...reader], ...lock.files.map((file) => path.join(modelDir, lock.name, file.path))];
}

/** A reader's files and its lock. */
async function readerIn(folder: string): Promise<string[]> {
  const lock = path.join(folder, 'reader.lock.json');
  const { files } = modelLock.pick({ files: true }).parse(JSON.parse(await readFile(lock, 'utf8')));
  return [lock, ...files.map((file) => path.join(folder, file.path))];
}

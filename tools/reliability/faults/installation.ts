import { cp, mkdir, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { seeded } from '../../../src/calibration/random.js';
import { fromProjectRoot } from '../../../src/runtime/project.js';
import { ownFiles } from '../../../src/search/model/own-files.js';
import { saidClearly } from './commands.js';
import { drawn } from './damage.js';
import { Outcomes, type Tried } from './outcomes.js';
import { QUESTION, Workshop } from './workshop.js';

/** Damages or removes files of the project and its models in a copy, and describes what asking results in. */
export async function damagedInstallation({ times, seed }: { times: number; seed: number }): Promise<Tried> {
  const outcomes = new Outcomes(`a file of the models, of their locks or .env damaged or missing (seed ${seed})`);
  const workshop = await Workshop.open();
  const project = path.join(workshop.root, 'project');
  const ask = () => workshop.run('ask', ['--json', QUESTION], { project });
  try {
    await install(project);
    await workshop.write(100);
    const before = quotes((await ask()).stdout);
    const random = seeded(seed);
    for (const file of await filesOf(project)) {
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

/** A copy of the project with its own models. */
async function install(project: string): Promise<void> {
  await mkdir(project, { recursive: true });
  for (const part of ['dist', 'models', 'package.json']) {
    await cp(fromProjectRoot(part), path.join(project, part), { recursive: true });
  }
  await symlink(fromProjectRoot('node_modules'), path.join(project, 'node_modules'));
}

/** Settings, weights of the ranking, and the files of both models with their locks. */
async function filesOf(project: string): Promise<string[]> {
  const settings = path.join(path.dirname(project), '.env');
  await writeFile(settings, '# Settings\nLOG_LEVEL=info\nCOOLDOWN_SECONDS=0\n');
  const models = ['embedder', 'reader'].map((name) => filesIn(path.join(project, 'models', name), `${name}.lock.json`));
  return [settings, path.join(project, 'models/ranking.json'), ...(await Promise.all(models)).flat()];
}

async function filesIn(folder: string, lockFile: string): Promise<string[]> {
  const files = await ownFiles({ what: 'The model', folder, lockFile });
  return [lockFile, ...files.map((file) => file.path)].map((name) => path.join(folder, name));
}

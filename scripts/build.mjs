// Compiles the product into dist/. A production installation has no compiler: with --if-possible, which the commands say, the build
// that is there is then taken as it is.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync, utimesSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const compiler = path.join(root, 'node_modules/.bin/tsc');
const build = path.join(root, 'dist/scripts/start.js');
/** The compiler's record of the last build. */
const record = path.join(root, 'dist/.tsbuildinfo');
const mayKeep = process.argv.includes('--if-possible');
const NO_COMPILER = 'The compiler is not installed: it is a development dependency.';
const MEND = 'Run `npm ci && npm run build`; `npm prune --omit=dev` then removes what only developers need.';

/** When the newest source was written; 0 where there are none, as in the container image. */
function newestSource() {
  const folders = ['src', 'scripts'].map((name) => path.join(root, name)).filter(existsSync);
  const files = folders.flatMap((folder) => readdirSync(folder, { recursive: true, withFileTypes: true }));
  const sources = files.filter((entry) => entry.name.endsWith('.ts'));
  return Math.max(0, ...sources.map(({ parentPath, name }) => statSync(path.join(parentPath, name)).mtimeMs));
}

function compile() {
  const { status } = spawnSync(compiler, ['-p', 'tsconfig.build.json'], { cwd: root, stdio: 'inherit' });
  // The compiler leaves its record alone where sources were only touched.
  if (status === 0 && !mayKeep) utimesSync(record, new Date(), new Date());
  return status ?? 1;
}

function keepBuild() {
  if (!existsSync(build)) {
    process.stderr.write(`There is no build to run. ${NO_COMPILER} ${MEND}\n`);
    return 1;
  }
  if (existsSync(record) && statSync(record).mtimeMs < newestSource()) {
    process.stderr.write(`The build is older than the sources, and runs all the same. ${NO_COMPILER} ${MEND}\n`);
  }
  return 0;
}

function run() {
  if (existsSync(compiler)) return compile();
  if (mayKeep) return keepBuild();
  process.stderr.write(`${NO_COMPILER} ${MEND}\n`);
  return 1;
}

process.exit(run());

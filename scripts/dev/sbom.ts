import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { Command } from 'commander';
import writeFileAtomic from 'write-file-atomic';
import { fromProjectRoot } from '../../src/runtime/project.js';
import { run } from '../../src/terminal/run.js';

const command = new Command('sbom')
  .description(
    'Writes a software bill of materials (CycloneDX) of everything that the bot runs with, from package-lock.json.',
  )
  .usage('-- [options]')
  .option('--out <file>', 'where to', 'sbom.json')
  .parse();
const { out } = command.opts<{ out: string }>();

/** The part of a bill of materials that is filtered. */
interface Bill {
  components: { readonly 'bom-ref': string; readonly purl: string }[];
  dependencies: { readonly ref: string; readonly dependsOn?: readonly string[] }[];
}

/** The packages that the bot runs with according to package-lock.json, as package URLs. */
async function needed(): Promise<Set<string>> {
  const lock = JSON.parse(await readFile(fromProjectRoot('package-lock.json'), 'utf8')) as {
    packages: Record<string, { name?: string; version: string; dev?: true }>;
  };
  const all = Object.entries(lock.packages).filter(([place, { dev }]) => place !== '' && !dev);
  return new Set(all.map(([place, { name, version }]) => `${name ?? place.split('node_modules/').at(-1)}@${version}`));
}

await run(async () => {
  // With --omit dev, npm also omits packages that a developers' tool needs.
  const options = ['sbom', '--sbom-format', 'cyclonedx', '--package-lock-only'];
  const { stdout } = await promisify(execFile)('npm', options, { cwd: fromProjectRoot('.'), maxBuffer: 64 * 2 ** 20 });
  const bill = JSON.parse(stdout) as Bill;
  const packages = await needed();
  const isNeeded = ({ purl }: { readonly purl: string }) =>
    packages.has(decodeURIComponent(purl.replace(/^pkg:npm\//, '').replace(/\?.*$/, '')));
  bill.components = bill.components.filter(isNeeded);
  const kept = new Set(bill.components.map((each) => each['bom-ref']));
  const [root] = bill.dependencies;
  bill.dependencies = bill.dependencies
    .filter(({ ref }) => ref === root?.ref || kept.has(ref))
    .map(({ ref, dependsOn = [] }) => ({ ref, dependsOn: dependsOn.filter((each) => kept.has(each)) }));
  await writeFileAtomic(out, `${JSON.stringify(bill, null, 2)}\n`);
  process.stdout.write(`${bill.components.length} components: ${out}\n`);
});

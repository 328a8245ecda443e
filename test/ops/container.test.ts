import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, chown, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parse as parseDotenv } from 'dotenv';
import { expect, onTestFinished, test } from 'vitest';
import { parse as parseYaml } from 'yaml';
import { fromProjectRoot, version } from '../../src/runtime/project.js';
import { StandIn } from '../../tools/discord-stand-in/stand-in.js';
import { BotProcess } from '../discord/bot-process.js';
import { temporaryFolder } from '../support/folders.js';
import { BRIDGES } from '../support/library.js';
import { dockerfile, type Instruction, ignoredBy, layOut } from './image.js';
import { metricsOf } from './scrape.js';

/** The image's unprivileged user, `node`. */
const USER = 1_000;
const AS_USER = ['setpriv', `--reuid=${USER}`, `--regid=${USER}`, '--clear-groups', '--no-new-privs'];
const FOLDERS = ['ARTICLES_DIR', 'EMBEDDINGS_DIR', 'DATA_DIR'];

const isRoot = process.getuid?.() === 0;
const mayConfine = isRoot && spawnSync('unshare', ['--mount', ...AS_USER, 'node', '--version']).status === 0;
if (!mayConfine)
  process.stdout.write('not root, or no unshare: the image’s files are tried on a writable file system\n');

/** The command in its own mount namespace, in which only these folders are writable, and without privileges. */
function confined(command: readonly string[], app: string, writable: readonly string[]): readonly string[] {
  if (!mayConfine) return command;
  const mounts = writable.map((folder) => `mount --bind ${folder} ${folder}`);
  const script = [...mounts, 'mount -o remount,bind,ro /', `cd ${app}`, 'exec "$@"'].join(' && ');
  return ['unshare', '--mount', 'sh', '-ec', script, 'sh', ...AS_USER, ...command];
}

const read = (file: string) => readFile(fromProjectRoot(file), 'utf8');
const settings = async () => Object.keys(parseDotenv(await read('.env.example')));

/** The last stage: what is in the image, and how it runs. */
async function image() {
  const last = dockerfile(await read('Dockerfile')).at(-1) ?? [];
  const of = (keyword: string): Instruction[] => last.filter((each) => each.keyword === keyword);
  const json = (text: string): string[] => JSON.parse(text.slice(text.indexOf('[')));
  const environment: Record<string, string> = Object.fromEntries(
    of('ENV').flatMap(({ args }) => args.map((pair) => pair.split('=') as [string, string])),
  );
  const listOf = (keyword: string) => json(of(keyword).at(-1)?.args.join(' ') ?? '[]');
  const check = listOf('HEALTHCHECK');
  return {
    copies: of('COPY'),
    user: of('USER').at(-1)?.args,
    environment,
    volumes: listOf('VOLUME'),
    check,
    command: listOf('CMD'),
  };
}

test('the image’s files are enough to run without privileges and on a read-only file system', {
  timeout: 60_000,
}, async () => {
  const { copies, user, environment, volumes, check, command } = await image();
  expect(user).toEqual(['node']);
  expect(FOLDERS.map((name) => environment[name]).sort()).toEqual([...volumes].sort());
  const root = await temporaryFolder();
  await chmod(root, 0o755);
  const app = await layOut(path.join(root, 'app'), copies);
  const laid = [...(await readdir(path.join(app, 'dist'))), ...(await readdir(path.join(app, 'dist/scripts')))];
  expect(laid).toContain('start.js');
  expect(laid.filter((name) => ['tools', 'dev', 'test'].includes(name))).toEqual([]);
  const folders = Object.fromEntries(FOLDERS.map((name) => [name, path.join(root, environment[name] ?? '')]));
  for (const folder of Object.values(folders)) {
    await mkdir(folder);
    if (isRoot) await chown(folder, USER, USER);
  }
  await writeFile(path.join(folders.ARTICLES_DIR ?? '', 'bridges.txt'), BRIDGES);

  const discord = await StandIn.start();
  onTestFinished(() => discord.close());
  const given = {
    ...{ ...environment, ...folders, MODEL_DIR: environment.MODEL_DIR?.replace('/app/', `${app}/`) ?? '' },
    ...{ HOME: '/nonexistent', METRICS_PORT: '0', DISCORD_TOKEN: discord.token, DISCORD_API_URL: discord.apiUrl },
  };
  const bot = new BotProcess(app, given, confined(command, app, Object.values(folders)));
  onTestFinished(async () => {
    bot.signal('SIGKILL');
    await bot.exit();
  });
  const { port } = new URL(await metricsOf(bot));
  await bot.logged('commands');
  await discord.slash('reindex', {}, discord.world.manager).reply(/Reindexed/, 60_000);
  expect(await discord.slash('ask', { question: 'Who built the Heron Bridge?' }).reply(/###/)).toMatch(
    /Ada.*Lindqvist/,
  );

  // Docker's health check, in the same form.
  const [program = '', ...rest] = check;
  const healthWith = (METRICS_PORT: string) =>
    spawnSync(program, rest, { env: { PATH: process.env.PATH, METRICS_PORT } });
  expect(healthWith(port).status).toBe(0);
  expect(healthWith('9').status).toBe(1);
  expect(await bot.stop()).toBe(0);
  expect(await readdir(folders.DATA_DIR ?? '')).toContain('verbatim.db');

  // There is no compiler; the other commands run the build all the same.
  const [npm = '', ...args] = confined(['npm', 'run', '--silent', 'start', '--', '--version'], app, []);
  const { stdout, stderr } = spawnSync(npm, args, { cwd: app, encoding: 'utf8', env: { PATH: process.env.PATH } });
  expect([stdout, stderr]).toEqual([`${version()}\n`, '']);
});

test.runIf(mayConfine)('the confinement that the image is tried in is one', async () => {
  const root = await temporaryFolder();
  await chmod(root, 0o777);
  const [app, data] = [path.join(root, 'app'), path.join(root, 'data')];
  for (const folder of [app, data]) {
    await mkdir(folder);
    await chmod(folder, 0o777);
  }
  const [shell = '', ...rest] = confined(['sh', '-c', `id -u; touch ${root}/x ${app}/y ${data}/z`], app, [data]);
  const { stdout, stderr } = spawnSync(shell, rest, { encoding: 'utf8' });
  expect(stdout).toBe(`${USER}\n`);
  expect(stderr.match(/Read-only file system/g)).toHaveLength(2);
  expect(await readdir(data)).toEqual(['z']);
});

test('everything that the Dockerfile copies exists, and is included in the build', async () => {
  const ignored = ignoredBy(await read('.dockerignore'));
  const copied = dockerfile(await read('Dockerfile'))
    .flat()
    .filter(({ keyword, args }) => keyword === 'COPY' && !args[0]?.startsWith('--from'))
    .flatMap(({ args }) => args.slice(0, -1));
  expect(copied.length).toBeGreaterThan(8);
  expect(copied.filter((file) => !existsSync(fromProjectRoot(file)))).toEqual([]);
  expect(copied.filter(ignored)).toEqual([]);
  // Nothing of an installation is included.
  for (const file of ['.env', 'discord-token.txt', 'data', 'embeddings/current', 'node_modules', '.git', 'articles']) {
    expect(ignored(file)).toBe(true);
  }
});

test('the image and the compose example set only existing settings, and mount only what is written to', async () => {
  const { services, volumes } = parseYaml(await read('compose.yaml'));
  const { verbatim } = services;
  const { environment, volumes: declared } = await image();
  const known = await settings();
  const set = [...Object.keys(environment), ...Object.keys(verbatim.environment)];
  expect(set.filter((name) => !known.includes(name))).toEqual(['NODE_ENV', 'MALLOC_ARENA_MAX']);
  const mounted: string[][] = verbatim.volumes.map((each: string) => each.split(':'));
  expect(mounted.map(([, to]) => to).sort()).toEqual([...declared].sort());
  const named = mounted.map(([from = '']) => from).filter((from) => !from.startsWith('.'));
  expect(named.sort()).toEqual(Object.keys(volumes).sort());
  expect(verbatim).toMatchObject({ read_only: true, cap_drop: ['ALL'], security_opt: ['no-new-privileges:true'] });
});

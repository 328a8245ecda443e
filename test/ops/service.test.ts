import { execFileSync, spawnSync } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parse as parseDotenv } from 'dotenv';
import { expect, test } from 'vitest';
import { fromProjectRoot } from '../../src/runtime/project.js';
import { temporaryFolder } from '../support/folders.js';

const UNIT = 'ops/verbatim.service';
/** The highest exposure that `systemd-analyze security` may report: 0 is best, 10 worst. */
const MOST_EXPOSED = 1.5;

/** Seconds for answers in progress at shutdown, and for closing everything after that. */
const PATIENCE = 20;
const CLOSING = 5;

const version = Number(/\d+/.exec(spawnSync('systemd-analyze', ['--version'], { encoding: 'utf8' }).stdout ?? '')?.[0]);
const isThere = version >= 252;
if (!isThere) process.stdout.write('systemd-analyze 252 is not there: the unit is not checked with it\n');

/** The shipped unit, with the path of Node on this machine. */
async function unitHere(): Promise<string> {
  const unit = await readFile(fromProjectRoot(UNIT), 'utf8');
  const file = path.join(await temporaryFolder(), 'verbatim.service');
  await writeFile(file, unit.replace('/usr/bin/node', process.execPath));
  return file;
}

test.runIf(isThere)('systemd takes the unit without a word', async () => {
  const { status, stdout, stderr } = spawnSync('systemd-analyze', ['verify', '--man=no', await unitHere()], {
    encoding: 'utf8',
  });
  expect({ status, said: stdout + stderr }).toEqual({ status: 0, said: '' });
});

test.runIf(isThere)(`the unit leaves no more exposed than ${MOST_EXPOSED} of 10`, async () => {
  const said = execFileSync('systemd-analyze', ['security', '--offline=true', '--no-pager', await unitHere()], {
    encoding: 'utf8',
  });
  const [, level] = /Overall exposure level for verbatim\.service: ([\d.]+)/.exec(said) ?? [];
  expect(Number(level)).toBeLessThanOrEqual(MOST_EXPOSED);
  expect(Number(level)).toBeGreaterThan(0);
});

test('the unit starts the build, sets only existing settings, and waits long enough for the shutdown', async () => {
  const unit = await readFile(fromProjectRoot(UNIT), 'utf8');
  const values = (key: string) => [...unit.matchAll(new RegExp(`^${key}=(.*)$`, 'gm'))].map(([, value = '']) => value);
  expect(values('ExecStart')[0]?.split(' ').at(-1)).toBe('dist/scripts/start.js');
  const known = Object.keys(parseDotenv(await readFile(fromProjectRoot('.env.example'))));
  const set = values('Environment').flatMap((line) => line.split(' ').map((pair) => pair.split('=')[0]));
  expect(
    set.filter((name) => !['NODE_ENV', 'MALLOC_ARENA_MAX'].includes(name ?? '') && !known.includes(name ?? '')),
  ).toEqual([]);
  // Everything that is written to is in the one writable folder.
  expect(
    values('Environment')
      .join(' ')
      .match(/_DIR=\S+/g)
      ?.every((each) => each.includes('=%S/verbatim/')),
  ).toBe(true);
  expect(Number(values('TimeoutStopSec')[0])).toBeGreaterThan(PATIENCE + CLOSING);
  const perDay = 86_400 / Number(values('RestartSec')[0]);
  expect(Math.min(perDay, Number(values('StartLimitBurst')[0]))).toBeLessThan(1_000);
});

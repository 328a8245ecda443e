import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { damageOf } from '../../src/config/env-file.js';
import { temporaryFolder } from '../support/folders.js';

async function damage(content: string | Buffer): Promise<string | undefined> {
  const file = path.join(await temporaryFolder(), '.env');
  await writeFile(file, content);
  return damageOf(file);
}

test.each([
  ['settings', 'A=1\n# a remark\n\nexport B="two words"\nC : 3\r\nD=\n'],
  ['a value of several lines', 'KEY="one\ntwo words\nthree"\nB=1\n'],
  ['nothing', ''],
])('a file of %s is valid', async (_what, content) => {
  expect(await damage(content)).toBeUndefined();
});

test.each([
  ['UTF-16', Buffer.from('\ufeffDISCORD_TOKEN=secret\n', 'utf16le'), /UTF-8/],
  ['NUL characters', 'DISCORD_TOKEN=sec\0ret\n', /NUL/],
  ['a line that is none', 'LOG_LEVEL=info\nDISCORD_TOKEN secret\n', /line 2, is not a setting/],
])('a file with %s is refused without quoting its content', async (_what, content, message) => {
  const said = await damage(content);
  expect(said).toMatch(message);
  expect(said).not.toContain('secret');
});

test('a missing file is not damage, but a folder in its place is', async () => {
  const folder = await temporaryFolder();
  expect(damageOf(path.join(folder, '.env'))).toBeUndefined();
  await mkdir(path.join(folder, '.env'));
  expect(damageOf(path.join(folder, '.env'))).toMatch(/can't be read \(EISDIR\)/);
});

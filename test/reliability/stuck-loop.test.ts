import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, it } from 'vitest';
import { fromProjectRoot } from '../../src/runtime/project.js';
import { temporaryFolder } from '../support/folders.js';

async function ends(code: string): Promise<{ code: number | null; signal: NodeJS.Signals | null; said: string }> {
  const module = JSON.stringify(`file://${fromProjectRoot('dist/src/runtime/threads/stuck-loop.js')}`);
  const script = `import { endWhenStuck } from ${module};\nconst stop = endWhenStuck(500);\n${code}`;
  const file = path.join(await temporaryFolder(), 'process.mjs');
  await writeFile(file, script);
  const child = spawn(process.execPath, [file], { stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
    said += chunk;
  });
  const [exitCode, signal] = await once(child, 'close');
  return { code: exitCode, signal, said };
}

it('a process whose event loop is blocked is ended, and says why', async () => {
  const { signal, said } = await ends('setTimeout(() => { for (;;); }, 100);');
  expect(signal).toBe('SIGKILL');
  expect(said).toMatch(/event loop has stood still/);
});

it('a process that is only busy at times is not ended', async () => {
  const busy = 'const until = Date.now() + 200; while (Date.now() < until);';
  const { code } = await ends(
    `let n = 0; const t = setInterval(() => { ${busy} if (++n === 6) { clearInterval(t); stop(); } }, 250);`,
  );
  expect(code).toBe(0);
});

import { readdir, readFile, utimes } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { seeded } from '../../../src/calibration/random.js';
import { ownFiles } from '../../../src/search/model/own-files.js';
import { OWN_EMBEDDER } from '../../../src/search/model/prepare.js';
import { Outcomes, type Tried } from './outcomes.js';
import { Workshop } from './workshop.js';

/** Kills the command that downloads a model of the user's choice, from a server on loopback, after some share of its bytes. */
export async function killedWhileFetching(times: number, seed: number): Promise<Tried> {
  const outcomes = new Outcomes(`killed while downloading the model (seed ${seed})`);
  const random = seeded(seed);
  const total = (await ownFiles(OWN_EMBEDDER)).reduce((sum, { size }) => sum + size, 0);
  let sent = 0;
  let onSent = () => {};
  const server = createServer(async (request, response) => {
    const file = request.url?.split('/resolve/main/')[1] ?? '';
    const bytes = await readFile(path.join(OWN_EMBEDDER.folder, file)).catch(() => undefined);
    response.writeHead(bytes ? 200 : 404);
    for (let at = 0; bytes && at < bytes.length; at += 1 << 20) {
      const chunk = bytes.subarray(at, at + (1 << 20));
      sent += chunk.length;
      onSent();
      if (!response.write(chunk)) await setTimeout(1);
    }
    response.end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const hub = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  try {
    for (let round = 0; round < times; round++) {
      const share = random();
      const own = { EMBEDDING_MODEL: 'someone/mini', EMBEDDING_DTYPE: 'q8', MODEL_HUB_URL: hub };
      const workshop = await Workshop.open(own);
      const modelDir = path.join(workshop.root, 'models');
      const fetchModel = (whileRunning: (kill: () => void) => void = () => {}) =>
        workshop.run('model', [], { env: { MODEL_DIR: modelDir }, onStart: whileRunning });
      await outcomes.try(`at ${Math.round(100 * share)} % of the bytes`, async () => {
        sent = 0;
        const killed = await fetchModel((kill) => {
          onSent = () => sent >= share * total && kill();
        });
        onSent = () => {};
        if (killed.signal !== 'SIGKILL') throw new Error('the process outlived its kill');
        const folder = path.join(modelDir, 'someone');
        for (const name of await readdir(folder)) await age(path.join(folder, name));
        const { code, stderr } = await fetchModel();
        if (code !== 0) throw new Error(`the next run ended with ${code}: ${stderr}`);
        const left = (await readdir(folder)).filter((name) => name !== 'mini');
        if (left.length > 0) throw new Error(`left ${left.join(', ')}`);
        return 'downloaded completely by the next run; the partial download is removed an hour later';
      });
      await workshop.close();
    }
    return outcomes.tried;
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

/** Makes a folder and everything in it look as if it had been written two hours ago. */
async function age(folder: string): Promise<void> {
  const then = new Date(Date.now() - 2 * 60 * 60_000);
  for (const name of await readdir(folder, { recursive: true })) await utimes(path.join(folder, name), then, then);
  await utimes(folder, then, then);
}

import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { parseConfig } from '../../src/config/config.js';
import { checkApplication } from '../../src/discord/doctor/application.js';
import { watchesAnywhere } from '../../src/state/inspect.js';
import { openState } from '../../src/state/state.js';
import { StandIn } from '../../tools/discord-stand-in/stand-in.js';
import { temporaryFolder } from '../support/folders.js';
import { BRIDGES, opened, temporaryConfig } from '../support/library.js';

const SCRIPT = fileURLToPath(new URL('../../dist/scripts/doctor.js', import.meta.url));

async function discord(options: Parameters<typeof StandIn.start>[0] = {}): Promise<StandIn> {
  const standIn = await StandIn.start(options);
  onTestFinished(() => standIn.close());
  return standIn;
}

/** Settings for an indexed article, without a token. */
let indexed: Record<string, string>;

beforeAll(async () => {
  const config = await temporaryConfig({ 'bridges.txt': BRIDGES }, afterAll);
  await (await opened(config, undefined, afterAll)).reindex('changed');
  const { articlesDir: ARTICLES_DIR, embeddingsDir: EMBEDDINGS_DIR, modelDir: MODEL_DIR, dataDir: DATA_DIR } = config;
  indexed = { ARTICLES_DIR, EMBEDDINGS_DIR, MODEL_DIR, DATA_DIR };
});

async function doctor(environment: Readonly<Record<string, string>>, ...options: readonly string[]) {
  const { PATH = '' } = process.env;
  const run = promisify(execFile)(process.execPath, [SCRIPT, ...options], {
    cwd: await temporaryFolder(),
    env: { PATH, ...environment },
  });
  const { code, stdout, stderr } = await run.then(
    (done) => ({ code: 0, ...done }),
    (failed: { code: number; stdout: string; stderr: string }) => failed,
  );
  return { code, text: stdout.replace(/\s+/g, ' '), output: stdout + stderr };
}

test('without a token, says how to get one, and finds nothing broken', async () => {
  const { code, text } = await doctor(indexed);
  expect(code).toBe(0);
  expect(text).toMatch(/! DISCORD_TOKEN is not set.*→ Open https:\/\/discord.com\/developers\/applications/);
  expect(text).toMatch(/✓ Index: 1 article,/);
});

test('asks Discord whether the token is valid, and about the application’s permissions', async () => {
  const [granting, refusing] = await Promise.all([discord(), discord({ grantsMessageContent: false })]);
  const settings = (standIn: StandIn): Record<string, string> => ({
    ...indexed,
    DISCORD_TOKEN: standIn.token,
    DISCORD_API_URL: standIn.apiUrl,
    ASK_CHANNEL_IDS: '1',
  });
  const fine = await doctor(settings(granting));
  expect(fine.code).toBe(0);
  expect(fine.text).toMatch(/✓ Discord accepts the token, which belongs to the application “verbatim”/);
  expect(fine.text).toMatch(/✓ Intents: the bot reads message content/);
  const off = await doctor(settings(refusing));
  expect(off.code).toBe(1);
  expect(off.text).toMatch(/✗ Channels are watched, but .*→ Developer Portal.*switch on Message Content Intent/);
  const { ASK_CHANNEL_IDS: _, ...quiet } = settings(refusing);
  const { discord: application, dataDir } = parseConfig(quiet);
  const intents = async () => {
    const findings = await checkApplication(application, watchesAnywhere(dataDir));
    return findings.flatMap(({ status, key }) => (key.startsWith('intent') ? [`${status} ${key}`] : []));
  };
  expect(await intents()).toEqual(['good intent.unneeded']);
  // A server's settings may need it as well.
  const state = openState(dataDir, {});
  state.settings.change('1', { watched: ['2'] });
  state.close();
  expect(await intents()).toEqual(['broken intent.off']);
  expect([...granting.violations, ...refusing.violations]).toEqual([]);
});

test('says what is wrong with a token, and never prints it', async () => {
  const { apiUrl: DISCORD_API_URL } = await discord();
  const wrong = { ...indexed, DISCORD_API_URL, DISCORD_TOKEN: 'c2VjcmV0.secret' };
  const refused = await doctor(wrong);
  expect(refused.code).toBe(1);
  expect(refused.text).toMatch(/✗ Discord rejects the token\. → Create a new one/);
  expect(refused.text).toMatch(/! DISCORD_TOKEN does not look like a bot token/);
  const unreachable = await doctor({ ...wrong, DISCORD_API_URL: 'http://user:password@127.0.0.1:9/api' });
  expect(unreachable.code).toBe(0);
  expect(unreachable.text).toMatch(/! Discord did not respond/);
  for (const { output } of [refused, unreachable]) expect(output).not.toMatch(/c2VjcmV0|password/);
});

test('names every setting that is wrong', async () => {
  const { code, text, output } = await doctor({
    ASK_CHANNEL_IDS: 'general',
    DISCORD_TOKEN: 'Bot abc',
    READER: 'maybe',
  });
  expect(code).toBe(1);
  expect(text).toMatch(/✗ DISCORD_TOKEN.*✗ ASK_CHANNEL_IDS.*✗ READER.*→ Fix it in \.env/);
  expect(output).not.toMatch(/Bot abc|^ {4}at /m);
});

test('prints what it found as JSON', async () => {
  const { output, code } = await doctor({ ...indexed, ARTICLES_DIR: '/nowhere' }, '--json');
  expect(code).toBe(1);
  expect(JSON.parse(output)).toContainEqual(expect.objectContaining({ status: 'broken', key: 'articles.none' }));
});

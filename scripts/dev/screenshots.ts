import { loadConfig } from '../../src/config/config.js';
import { run } from '../../src/terminal/run.js';
import { takeScreenshots } from '../../tools/preview/screenshots.js';

await run(() => takeScreenshots(loadConfig(), process.argv.slice(2), (file) => process.stdout.write(`${file}\n`)));

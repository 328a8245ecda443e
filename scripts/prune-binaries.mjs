// Runs after every installation: onnxruntime-node brings its binaries for every system (288 MB), and one of them is used.
import { existsSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('../node_modules/onnxruntime-node/bin/', import.meta.url));
// As `npm ci --os=… --cpu=…` names the system that is installed for.
const { npm_config_os: platform = process.platform, npm_config_cpu: arch = process.arch } = process.env;

const inside = (parent) => (existsSync(parent) ? readdirSync(parent).map((name) => path.join(parent, name)) : []);
const keepOnly = (kept) => {
  for (const each of inside(path.dirname(kept))) if (each !== kept) rmSync(each, { recursive: true });
};

// bin/napi-v6/linux/x64
for (const api of inside(folder)) {
  const used = path.join(api, platform, arch);
  // Where the package is laid out otherwise, it is left as it is.
  if (!existsSync(used)) continue;
  keepOnly(used);
  keepOnly(path.dirname(used));
}

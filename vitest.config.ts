import { fileURLToPath } from 'node:url';
import { configDefaults, defineConfig } from 'vitest/config';

// Tests run what ships: `npm test` builds first, and imports of src/, scripts/ and tools/ resolve to the build.
const dist = fileURLToPath(new URL('./dist/', import.meta.url));

// What takes long for its size: real disks that fill up, damage of every file, a soak, schedules. `npm run test:long` runs these too.
const LONG = [
  'test/faults/{disks,damage}.test.ts',
  'test/reliability/{soak,stuck}.test.ts',
  'test/discord/keep-current.test.ts',
  'test/feeds/kill.test.ts',
];

// What starts processes, measures time or searches for holes has a process for each file.
const ALONE = [
  'test/{discord,discord-stand-in,faults,fuzz,ops,preview,reliability,terminal}/**/*.test.ts',
  'test/{article/hostile,article/time,security/bombs,security/time}.test.ts',
];
const WITHOUT = [...configDefaults.exclude, ...(process.env.TEST_LONG ? [] : LONG)];

export default defineConfig({
  resolve: { alias: [{ find: /^(?:\.\.\/)+(src|scripts|tools)\//, replacement: `${dist}$1/` }] },
  test: {
    setupFiles: ['test/support/seed.ts'],
    // Node loads the build itself, which takes a third of the time that Vite would need to transform it first.
    server: { deps: { external: [/\/dist\//] } },
    pool: 'forks',
    // Vitest leaves a core free by default, which on two cores means one file after the other.
    maxWorkers: '100%',
    testTimeout: 30_000,
    hookTimeout: 120_000,
    projects: [
      { extends: true, test: { name: 'alone', include: ALONE, exclude: WITHOUT } },
      {
        extends: true,
        // Most files share a process, which loads what they test only once.
        test: { name: 'together', include: ['test/**/*.test.ts'], exclude: [...WITHOUT, ...ALONE], isolate: false },
      },
    ],
  },
});

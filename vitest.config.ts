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

export default defineConfig({
  resolve: { alias: [{ find: /^(?:\.\.\/)+(src|scripts|tools)\//, replacement: `${dist}$1/` }] },
  test: {
    include: ['test/**/*.test.ts'],
    exclude: [...configDefaults.exclude, ...(process.env.TEST_LONG ? [] : LONG)],
    globalSetup: ['test/setup.ts'],
    setupFiles: ['test/support/seed.ts'],
    pool: 'forks',
    // Vitest leaves a core free by default, which on two cores means one file after the other.
    maxWorkers: '100%',
    testTimeout: 30_000,
    hookTimeout: 120_000,
  },
});

import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

// Tests run what ships: `npm test` builds first, and imports of src/ and scripts/ resolve to the build.
const dist = fileURLToPath(new URL('./dist/', import.meta.url));

export default defineConfig({
  resolve: { alias: [{ find: /^(?:\.\.\/)+(src|scripts)\//, replacement: `${dist}$1/` }] },
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/setup.ts'],
    setupFiles: ['test/support/seed.ts'],
    pool: 'forks',
    // Vitest leaves a core free by default, which on two cores means one file after the other.
    maxWorkers: '100%',
    testTimeout: 30_000,
    hookTimeout: 120_000,
  },
});

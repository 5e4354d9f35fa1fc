import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';

/** A library's `.cnn` file is imported as its text, as build.mjs bundles it. */
const cnnAsText: Plugin = {
  name: 'cnn-as-text',
  transform: (code, id) =>
    id.endsWith('.cnn') ? { code: `export default ${JSON.stringify(code)}`, map: null } : undefined,
};

export default defineConfig({
  plugins: [cnnAsText],
  test: {
    include: ['test/**/*.test.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    pool: 'forks',
    maxWorkers: 2,
    reporters: process.env['CI'] ? ['default', ['json', { outputFile: '.cache/tests.json' }]] : ['default'],
    coverage: {
      provider: 'v8',
      include: ['grammar/**', 'compiler/**', 'runtime/**', 'cli/**', 'editors/**'],
    },
  },
});

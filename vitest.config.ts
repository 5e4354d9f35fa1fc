import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';

/** A library's `.cnn` file is imported as its text, as build.mjs bundles it. */
const cnnAsText: Plugin = {
  name: 'cnn-as-text',
  transform: (code, id) =>
    id.endsWith('.cnn') ? { code: `export default ${JSON.stringify(code)}`, map: null } : undefined,
};

/**
 * Tests of pure functions: they share a process and what it has loaded, for they leave nothing behind; one that replaces a
 * module is `isolated`. Not threads: what a processor took is told of a process.
 */
const pure = [
  'test/architecture.test.ts',
  'test/{cases,compiler,editors,explanations,grammar,habits,lsp,mutation}/**/!(*.isolated).test.ts',
];

const shared = { testTimeout: 60_000, hookTimeout: 60_000 };

export default defineConfig({
  plugins: [cnnAsText],
  test: {
    maxWorkers: 2,
    reporters: process.env['CI'] ? ['default', ['json', { outputFile: '.cache/tests.json' }]] : ['default'],
    coverage: {
      provider: 'v8',
      include: ['grammar/**', 'compiler/**', 'runtime/**', 'lsp/**', 'cli/**', 'editors/**'],
    },
    projects: [
      { extends: true, test: { ...shared, name: 'pure', include: pure, pool: 'forks', isolate: false } },
      {
        extends: true,
        test: { ...shared, name: 'processes', include: ['test/**/*.test.ts'], exclude: pure, pool: 'forks' },
      },
    ],
  },
});

import type { Plugin } from 'vite';
import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { partsForVite } from './parts-as-text.mjs';
import { compiledPattern, compiledSources, compileSources } from './test/support/compiled-sources.ts';
import { HeaviestFirst } from './test/support/heaviest-first.ts';

/** The library's `.cnn` files and the parts of Python are imported as their text, as build.mjs bundles them. */
const filesAsText: Plugin = {
  name: 'files-as-text',
  transform: (code, id) =>
    /\.(cnn|py)$/.test(id) ? { code: `export default ${JSON.stringify(code)}`, map: null } : undefined,
};

/** Tests that replace a module, or want none loaded yet: each has a process of its own. */
const isolated = 'test/**/*.isolated.test.ts';

/** Milliseconds after which a test hangs: what takes seconds takes minutes where much else is to be done. */
const patience = 300_000;

/** Room for what is soon garbage: it is collected a fraction as often, for a twelfth less of processor time. */
const execArgv = ['--min-semi-space-size=32', '--max-semi-space-size=64'];

/** Coverage is counted of the sources themselves, and whoever watches has Vite notice what changes. */
const compiled = process.argv.includes('run') && !process.argv.some((word) => word.startsWith('--coverage'));
if (compiled) await compileSources();

/**
 * The other files share a process and what it has loaded, engines above all, for they leave nothing behind. Not threads: what
 * a processor took is told of a process.
 */
const shared = {
  ...{ testTimeout: patience, hookTimeout: patience },
  ...{ pool: 'forks', isolate: false, execArgv },
} as const;

export default defineConfig({
  plugins: [filesAsText, partsForVite],
  test: {
    // Hundreds of runs, whose reports and forecasts nobody looks at: those that are looked at ask for them.
    env: { CNNC_REPORT: 'off', CNNC_FORECAST: 'off' },
    // One more than cores: some wait for a host, a signal or another process.
    maxWorkers: availableParallelism() + 1,
    sequence: { sequencer: HeaviestFirst },
    reporters: process.env['CI'] ? ['default', ['json', { outputFile: '.cache/tests.json' }]] : ['default'],
    coverage: {
      provider: 'v8',
      include: ['grammar/**', 'compiler/**', 'runtime/**', 'lsp/**', 'cli/**', 'editors/**'],
    },
    projects: [
      {
        extends: true,
        plugins: compiled ? [compiledSources] : [],
        test: {
          ...{ ...shared, name: 'shared', include: ['test/**/*.test.ts'], exclude: [isolated] },
          server: { deps: { external: [compiledPattern] } },
        },
      },
      { extends: true, test: { ...shared, name: 'isolated', include: [isolated], isolate: true } },
    ],
  },
});

import { defineConfig } from 'vitest/config';

export default defineConfig({
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

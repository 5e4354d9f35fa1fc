import { defineConfig, mergeConfig } from 'vitest/config';
import base from '../../vitest.config.ts';

// Of Stryker: the tests that main.mjs names, in one process that is used for many breaks.
const { projects: _, ...shared } = base.test ?? {};
export default mergeConfig(
  { ...base, test: shared },
  defineConfig({
    test: {
      include: JSON.parse(process.env['CNNC_MUTATE_TESTS'] ?? '[]') as string[],
      setupFiles: ['test/mutate/setup.ts'],
      exclude: ['test/**/*.isolated.test.ts'],
      testTimeout: 60_000,
      hookTimeout: 60_000,
      pool: 'threads',
      isolate: false,
    },
  }),
);

import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

/** The architecture's arrows: what a room may not import (import cycles: lint/import-cycles.mjs). */
const closed = (...rooms) => ({
  group: rooms.map((room) => `**/${room}/**`),
  message: 'The arrows of ARCHITECTURE.md point the other way.',
});

const noNode = { group: ['node:*'], message: 'This runs in a browser, too.' };

const enginePackages = [
  '@tensorflow/*',
  '@tensorflow/*/**',
  'onnxruntime-node',
  'onnxruntime-node/*',
  'sharp',
];

export default defineConfig(
  globalIgnores(['dist', 'coverage', 'runs', '**/node_modules', '.cache']),
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': 'off',
    },
  },
  {
    files: ['grammar/**/*.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        { patterns: [closed('compiler', 'runtime', 'cli', 'bench', 'test'), noNode] },
      ],
    },
  },
  {
    files: ['compiler/**/*.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            closed('runtime', 'cli', 'bench', 'test'),
            noNode,
            { group: enginePackages, message: 'The compiler imports no engine.' },
          ],
        },
      ],
    },
  },
  {
    files: ['runtime/**/*.ts'],
    rules: { 'no-restricted-imports': ['error', { patterns: [closed('cli', 'bench', 'test')] }] },
  },
  {
    files: ['editors/**/*.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        { patterns: [closed('compiler', 'runtime', 'cli', 'bench', 'test'), noNode] },
      ],
    },
  },
  {
    files: ['grammar/**/*.ts', 'compiler/**/*.ts'],
    rules: {
      'no-restricted-globals': ['error', 'process', 'Buffer', 'fetch', 'setTimeout', 'performance'],
      'no-restricted-properties': [
        'error',
        { object: 'Math', property: 'random', message: 'The compiler is deterministic.' },
        { object: 'Date', property: 'now', message: 'The compiler knows no clock.' },
      ],
    },
  },
  {
    files: ['test/**/*.ts'],
    rules: { '@typescript-eslint/no-non-null-assertion': 'off' },
  },
);

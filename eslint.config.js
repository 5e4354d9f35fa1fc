import { defineConfig, globalIgnores } from 'eslint/config';
import { createTypeScriptImportResolver } from 'eslint-import-resolver-typescript';
import importX from 'eslint-plugin-import-x';
import tseslint from 'typescript-eslint';

/** The architecture's arrows: `target` may not import `from`. */
const zone = (target, from, message, except = []) => ({ target, from, except, message });

const arrows = [
  zone('grammar', '.', 'The grammar imports nothing else of ours.', ['grammar', 'node_modules']),
  zone('compiler', '.', 'The compiler imports the grammar only.', ['compiler', 'grammar', 'node_modules']),
  zone('runtime', './cli', 'The runtime does not know the command line.'),
];

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
    plugins: { 'import-x': importX },
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    settings: { 'import-x/resolver-next': [createTypeScriptImportResolver({ project: 'tsconfig.json' })] },
    rules: {
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': 'off',
      'import-x/no-cycle': 'error',
      'import-x/no-restricted-paths': ['error', { basePath: import.meta.dirname, zones: arrows }],
    },
  },
  {
    files: ['grammar/**/*.ts', 'compiler/**/*.ts'],
    rules: {
      'import-x/no-nodejs-modules': 'error',
      'no-restricted-imports': [
        'error',
        { patterns: [{ group: enginePackages, message: 'The compiler imports no engine.' }] },
      ],
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

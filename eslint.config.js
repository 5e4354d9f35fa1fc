import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

/** The architecture's arrows: what a room at the top may not import (inside the compiler: lint/floors.json). */
const closed = (...rooms) => ({
  group: rooms.map((room) => `**/${room}/**`),
  message: 'The arrows of ARCHITECTURE.md point the other way.',
});

const noNode = { group: ['node:*'], message: 'This runs in a browser, too.' };

/** What is read from a path goes through `runtime/files/read-file.ts`: bounded, and no pipe or device. */
const readers = ['node:fs', 'node:fs/promises', 'fs', 'fs/promises'].map((name) => ({
  name,
  importNames: ['readFile', 'readFileSync', 'createReadStream', 'open', 'openSync', 'read', 'readSync'],
  message: 'Read files through runtime/files/read-file.ts.',
}));

const noProgramsAround = { patterns: [closed('lsp', 'cli', 'bench', 'test')] };

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
        { patterns: [closed('compiler', 'runtime', 'lsp', 'cli', 'bench', 'test'), noNode] },
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
            closed('runtime', 'lsp', 'cli', 'bench', 'test'),
            noNode,
            { group: enginePackages, message: 'The compiler imports no engine.' },
          ],
        },
      ],
    },
  },
  {
    // What builds for TensorFlow.js bring along, as texts: it runs where the build runs, and keeps the strictest rules.
    files: ['compiler/codegen/typescript/parts/**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked],
  },
  {
    files: ['compiler/codegen/typescript/parts/tf.ts'],
    rules: { 'no-restricted-imports': 'off' },
  },
  {
    files: ['runtime/**/*.ts'],
    rules: { 'no-restricted-imports': ['error', { ...noProgramsAround, paths: readers }] },
  },
  {
    // What reads otherwise: the reader itself and its neighbours, what the system says of its cores and of this process (files
    // of no length), a library's own file, a thread that has only an open file, and a folder that is opened to be flushed.
    files: [
      'runtime/files/**/*.ts',
      'runtime/engines/physical-cores.ts',
      'runtime/process-peak.ts',
      'runtime/engines/tfjs/node.ts',
      'runtime/weights/sources/h5/sandbox.ts',
      'runtime/build/write-build.ts',
    ],
    rules: { 'no-restricted-imports': ['error', noProgramsAround] },
  },
  {
    files: ['lsp/**/*.ts'],
    rules: {
      'no-restricted-globals': ['error', 'process', 'Buffer'],
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            closed('runtime', 'cli', 'bench', 'test'),
            noNode,
            { group: ['vscode-languageserver/node'], message: 'This runs in a browser, too.' },
          ],
        },
      ],
    },
  },
  {
    files: ['cli/**/*.ts'],
    rules: { 'no-restricted-imports': ['error', { patterns: [closed('bench', 'test')], paths: readers }] },
  },
  {
    // The extension: its server has the language server in it, and the pages of the command line.
    files: ['editors/vscode/**/*.ts'],
    rules: { 'no-restricted-imports': ['error', { patterns: [closed('bench', 'test')], paths: readers }] },
  },
  {
    files: ['editors/**/*.ts'],
    ignores: ['editors/vscode/**'],
    rules: {
      'no-restricted-imports': [
        'error',
        { patterns: [closed('compiler', 'runtime', 'lsp', 'cli', 'bench', 'test'), noNode] },
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
    // What decides which diagnostic follows from which: it reads what they are made from.
    files: ['compiler/check/**/*.ts', 'grammar/echoes.ts', 'grammar/told-once.ts'],
    rules: {
      'no-restricted-syntax': [
        'error',
        ...['MemberExpression[object.name!="statement"] >', 'ObjectPattern > Property >'].map((place) => ({
          selector: `${place} Identifier.${place.startsWith('Member') ? 'property' : 'key'}[name=/^(message|title)$/]`,
          message: 'No decision reads rendered text: see argumentsOf and detailsOf.',
        })),
      ],
    },
  },
  {
    files: ['test/**/*.ts'],
    rules: { '@typescript-eslint/no-non-null-assertion': 'off' },
  },
);

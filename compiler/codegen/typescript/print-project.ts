import type { CodeProgram } from '../model/module.ts';
import { commentLine } from '../text/escape.ts';
import type { ExpectedPrediction } from './expected-prediction.ts';
import type { ProgramNames } from './module-context.ts';
import { printProjectTest } from './print-project-test.ts';
import type { TypeScriptFile } from './print-typescript.ts';

/** The versions that a project is made for. */
const versions = { tfjs: '^4.22.0', strictest: '^2.0.8', types: '^22.0.0', typescript: '^5.9.0' };

/** What a project says besides its modules. */
export interface ProjectOptions {
  /** What models predict, by their names. */
  readonly predictions: ReadonlyMap<string, ExpectedPrediction>;
}

/** The modules that a project is made around. */
export interface ProjectSubject extends ProjectOptions {
  readonly program: CodeProgram;
  readonly names: ProgramNames;
  readonly tfjs: string;
}

/** What a project needs besides the modules: package.json, tsconfig.json, a test of a prediction of each model, a README. */
export function printProject(subject: ProjectSubject): readonly TypeScriptFile[] {
  const { program, tfjs } = subject;
  const { name: module } = program.main;
  return [
    { path: 'package.json', text: json(packageOf(packageName(module), tfjs)) },
    { path: 'tsconfig.json', text: json(tsconfig) },
    { path: `${module}.test.ts`, text: printProjectTest(subject) },
    { path: 'README.md', text: readme(subject) },
  ];
}

/** What npm calls a package: no capitals, nothing but letters, digits and dashes. */
const packageName = (module: string): string =>
  module
    .toLowerCase()
    .replaceAll(/[^a-z0-9-]+/g, '-')
    .replaceAll(/^-+|-+$/g, '') || 'network';

const packageOf = (name: string, tfjs: string): object => ({
  name,
  version: '0.1.0',
  private: true,
  type: 'module',
  scripts: {
    build: 'tsc',
    test: 'tsc && node --test dist/',
  },
  dependencies: { [tfjs]: versions.tfjs },
  devDependencies: {
    '@tsconfig/strictest': versions.strictest,
    '@types/node': versions.types,
    typescript: versions.typescript,
  },
});

const tsconfig = {
  extends: '@tsconfig/strictest/tsconfig.json',
  compilerOptions: {
    target: 'ES2022',
    lib: ['ES2022', 'DOM'],
    module: 'NodeNext',
    types: ['node'],
    outDir: 'dist',
    declaration: true,
    isolatedModules: true,
    verbatimModuleSyntax: true,
    erasableSyntaxOnly: true,
    // The types of TensorFlow.js itself have mistakes.
    skipLibCheck: true,
  },
  include: ['*.ts'],
};

const json = (value: object): string => `${JSON.stringify(value, null, 2)}\n`;

function readme({ program: { main, origin }, predictions }: ProjectSubject): string {
  const isOfFile = [...predictions.values()].some((prediction) => prediction.isOfFile);
  const weights = isOfFile
    ? 'It predicts with the weights of `weights.safetensors`'
    : 'It predicts with weights that it makes itself; a build with `--weights RUN` predicts with those of a run';
  return `# ${packageName(main.name)}

Made by cnnc ${commentLine(origin.version)}. \`${main.name}.ts\` has the model, its training and what loads its weights.
\`npm install && npm test\` checks that TensorFlow.js predicts here what cnnc does.
${weights}.
`;
}

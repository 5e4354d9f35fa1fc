import type { CodeModel } from '../model/items.ts';
import type { CodeProgram } from '../model/module.ts';
import { typescript as ts } from '../text/typescript-writer.ts';
import type { TypeScriptFile } from './print-typescript.ts';

const { code } = ts;

/** The versions that a project is made for. */
const versions = { tfjs: '^4.22.0', strictest: '^2.0.8', types: '^22.0.0', typescript: '^5.9.0' };

/** What a project needs besides the modules: package.json, tsconfig.json, a test of one prediction, a README. */
export function printProject(
  program: CodeProgram,
  { tfjs }: { readonly tfjs: string },
): readonly TypeScriptFile[] {
  const { main, origin } = program;
  const made = main.items.filter((item): item is CodeModel => item.type === 'model' && item.isMade);
  const name =
    main.name
      .toLowerCase()
      .replaceAll(/[^a-z0-9-]+/g, '-')
      .replaceAll(/^-+|-+$/g, '') || 'network';
  const packageJson = {
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
  };
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
  return [
    { path: 'package.json', text: json(packageJson) },
    { path: 'tsconfig.json', text: json(tsconfig) },
    { path: `${main.name}.test.ts`, text: printTest(program, made, tfjs) },
    {
      path: 'README.md',
      text: `# ${name}\n\nMade by cnnc ${origin.version}. \`npm install && npm test\` checks it; \`${main.name}.ts\` has the model, its training and what loads its\nweights. Put the \`weights.safetensors\` of a run beside it, and the test predicts with those.\n`,
    },
  ];
}

const json = (value: object): string => `${JSON.stringify(value, null, 2)}\n`;

/** A test that makes each model, loads weights and looks at one prediction. */
function printTest({ main, origin }: CodeProgram, made: readonly CodeModel[], tfjs: string): string {
  const [only] = made;
  const isOnly = made.length === 1;
  const nameOf = (verb: string, { symbol }: CodeModel): string =>
    verb + symbol.name.charAt(0).toUpperCase() + symbol.name.slice(1);
  const tests = made.map((model) => {
    const create = ts.name(isOnly ? 'createModel' : nameOf('create', model));
    const predict = ts.name(isOnly ? 'predict' : nameOf('predict', model));
    const inputs = model.inputs.map(
      ({ name, shape }) =>
        code`${ts.name(name)}: tf.ones([1, ${ts.join(shape.map((size) => ts.number(typeof size === 'number' ? size : 64)))}])`,
    );
    const checks = model.heads.map(
      ({ name }) => code`const ${ts.name(`${name}Values`)} = await outputs.${ts.name(name)}.data();
  assert.ok(${ts.name(`${name}Values`)}.length > 0 && ${ts.name(`${name}Values`)}.every(Number.isFinite));`,
    );
    return code`void test(${`${model.symbol.name} predicts with the weights that it loads`}, async () => {
  const model = module.${create}();
  module.loadWeights(model, existsSync(weights) ? readFileSync(weights) : module.saveWeights(model));
  const outputs = module.${predict}(model, { ${ts.join(inputs)} });
  ${ts.lines(checks)}
});`;
  });
  const isNative = /node(-gpu)?$/.test(tfjs);
  const head = code`${ts.remark(`Made by cnnc ${origin.version} from ${origin.source}.`)}
import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { test } from "node:test";
import util from "node:util";
`;
  const shim = isNative
    ? code`
// TensorFlow.js 4.22 calls two functions that newer versions of Node no longer have.
Object.assign(util, {
  isNullOrUndefined: (value: unknown) => value === null || value === undefined,
  isArray: Array.isArray,
});
`
    : ts.empty;
  const load = code`const tf = await import(${tfjs});
const module = await import(${`./${main.name}.js`});

const weights = new URL("../weights.safetensors", import.meta.url);
`;
  const text = ts.lines([isNative ? head : withoutUtil(origin.version, origin.source), shim, load, ...tests]);
  return only === undefined ? '' : `${String(text)}\n`;
}

const withoutUtil = (
  version: string,
  source: string,
) => code`${ts.remark(`Made by cnnc ${version} from ${source}.`)}
import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { test } from "node:test";
`;

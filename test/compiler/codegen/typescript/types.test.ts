import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import ts from 'typescript';
import { expect, test } from 'vitest';
import { printProject } from '../../../../compiler/codegen/typescript/print-project.ts';
import { printTypeScript } from '../../../../compiler/codegen/typescript/print-typescript.ts';
import { layOutTypeScript } from '../../../../runtime/build/code/lay-out-typescript.ts';
import { sharedDirectory } from '../../../support/directory.ts';
import { sample } from '../../../support/sample.ts';
import { codeOf } from '../model/code-of.ts';
import { constructs } from './constructs.ts';

/*
 * What is written passes the strictest settings that are about, `@tsconfig/strictest` among them, without a suppression; only
 * `skipLibCheck` is true, as TensorFlow.js's own types have mistakes.
 */

const place = sharedDirectory();

const strictest = JSON.parse(readFileSync('node_modules/@tsconfig/strictest/tsconfig.json', 'utf8')) as {
  readonly compilerOptions: object;
};

/** The files of libraries, which all programs read with the same options. */
const libraries = new Map<string, ts.SourceFile | undefined>();

/** A host that reads a file of a library once. */
function remembering(host: ts.CompilerHost): ts.CompilerHost {
  const read = (path: string, how: Parameters<typeof host.getSourceFile>[1]): ts.SourceFile | undefined => {
    const known = libraries.get(path) ?? host.getSourceFile(path, how);
    if (path.includes('/node_modules/')) libraries.set(path, known);
    return known;
  };
  return { ...host, getSourceFile: read };
}

/** What TypeScript has to say of modules, and where. */
function mistakesIn(files: readonly string[], types: readonly string[] = []): readonly string[] {
  const { options, errors } = ts.convertCompilerOptionsFromJson(
    {
      ...strictest.compilerOptions,
      ...{ target: 'ES2022', lib: ['ES2022', 'DOM'], module: 'NodeNext', moduleResolution: 'NodeNext' },
      ...{ declaration: true, isolatedModules: true, verbatimModuleSyntax: true, erasableSyntaxOnly: true },
      ...{ skipLibCheck: true, types, noEmit: true, noEmitOnError: false },
      ...{
        paths: { '@tensorflow/tfjs': [join(process.cwd(), 'node_modules/@tensorflow/tfjs/dist/index.d.ts')] },
      },
    },
    process.cwd(),
  );
  expect(errors).toEqual([]);
  const program = ts.createProgram([...files], options, remembering(ts.createCompilerHost(options)));
  return ts
    .getPreEmitDiagnostics(program)
    .map(
      ({ file, start = 0, messageText }) =>
        `${file?.fileName.split('/').at(-1) ?? ''}:${(file?.getLineAndCharacterOfPosition(start).line ?? 0) + 1} ${ts.flattenDiagnosticMessageText(messageText, '\n')}`,
    );
}

function write(name: string, text: string): readonly string[] {
  const folder = join(place(), name);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(dirname(folder), 'package.json'), '{ "type": "module" }');
  return printTypeScript(codeOf(text, { name: `${name}.cnn` }), { tfjs: '@tensorflow/tfjs' }).map((file) => {
    const path = join(folder, file.path);
    writeFileSync(path, file.text);
    return path;
  });
}

const exampleText = (name: string): string => readFileSync(`examples/${name}.cnn`, 'utf8');
const examples = readdirSync('examples').map((file) => file.replace('.cnn', ''));
const chosen = [...new Set(['flower_locator', 'siamese', 'ssd_head', ...sample(examples, 2)])];

/** A wrong name of a head, of an input, of a parameter, of a field. */
const wrong = `import { createModel, predict, train } from "./two_heads.js";
import type * as tf from "@tensorflow/tfjs";
declare const image: tf.Tensor4D;
const model = createModel({ clases: 4 });
predict(model, { image }).bxo;
predict(model, { picture: image });
void train(model, { train: { image } });
`;

test('examples and constructs in all places pass, and what is wrong in their use does not', () => {
  const files = [
    ...chosen.flatMap((name) => write(name, exampleText(name))),
    ...Object.values(constructs).flatMap((text, index) => write(`construct_${index}`, text)),
  ];
  const [first = ''] = write('two_heads', exampleText('two_heads'));
  const misused = join(dirname(first), 'wrong.ts');
  writeFileSync(misused, wrong);
  const mistakes = mistakesIn([...files, first, misused]);
  expect(mistakes.filter((each) => !each.startsWith('wrong.ts'))).toEqual([]);
  expect(mistakes.map((each) => each.split(' ')[0])).toEqual([
    'wrong.ts:4',
    'wrong.ts:5',
    'wrong.ts:6',
    'wrong.ts:7',
  ]);
});

test('the same spec gives the same bytes, which Prettier leaves as they are', async () => {
  const files = (): readonly { path: string; text: string }[] =>
    printTypeScript(codeOf(exampleText('resnet34'), { name: 'resnet34.cnn' }), { tfjs: '@tensorflow/tfjs' });
  expect(files()).toEqual(files());
  const laidOut = await layOutTypeScript(files()[0]?.text ?? '');
  expect(await layOutTypeScript(laidOut)).toBe(laidOut);
  expect(laidOut).not.toMatch(/@ts-|eslint-disable|: any\b|as any\b/);
  expect(laidOut.split('\n').length).toBeLessThanOrEqual(95);
});

test('a project has what `npm install && npm test` needs, and its test passes the same settings', () => {
  const files = write('shapes', exampleText('shapes'));
  const program = codeOf(exampleText('shapes'), { name: 'shapes.cnn' });
  const project = printProject(program, { tfjs: '@tensorflow/tfjs' });
  expect(project.map(({ path }) => path)).toEqual([
    'package.json',
    'tsconfig.json',
    'shapes.test.ts',
    'README.md',
  ]);
  const path = join(dirname(files[0] ?? ''), 'shapes.test.ts');
  writeFileSync(path, project[2]?.text ?? '');
  expect(mistakesIn([path], ['node'])).toEqual([]);
});

import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { optimizerGaps } from '../../../../compiler/codegen/typescript/optimizer-gaps.ts';
import { printTypeScript } from '../../../../compiler/codegen/typescript/print-typescript.ts';
import { layOutTypeScript } from '../../../../runtime/build/code/lay-out-typescript.ts';
import { compileText } from '../../../support/compile-text.ts';
import { temporaryDirectory } from '../../../support/directory.ts';
import { isLong, sample } from '../../../support/sample.ts';
import { allLayers, applications, examples, features, randomNetworks } from '../equality/specs.ts';
import type { EqualitySpec } from '../equality/expected.ts';
import { codeOf } from '../model/code-of.ts';
import { constructs } from './constructs.ts';
import { type TypeScriptVersion, typeCheck } from './type-check.ts';

/*
 * What is written passes the strictest settings that are about, without a suppression, on the newest TypeScript and on the
 * oldest that knows them: a sample of examples, networks and layers; all of them in the long form.
 */

const tfjs = '@tensorflow/tfjs';

/** The model to write alone, where a build refuses to write the training of a text. */
function aloneIn(text: string): { readonly model?: string } {
  const refused = compileText(text).value.trains.find(({ spec: { phases } }) =>
    phases.some((phase) => optimizerGaps(phase).length > 0),
  );
  return refused === undefined ? {} : { model: refused.spec.graph.name };
}

/** Writes the modules of a spec into a folder of their own. */
function write(place: string, name: string, text: string): string {
  const folder = join(place, name);
  mkdirSync(folder);
  const code = codeOf(text, { name: `${name}.cnn`, ...aloneIn(text) });
  for (const file of printTypeScript(code, { tfjs })) {
    writeFileSync(join(folder, file.path), file.text);
  }
  return folder;
}

const exampleText = (name: string): string => readFileSync(`examples/${name}.cnn`, 'utf8');
const short = [
  { name: 'two_heads', text: exampleText('two_heads') },
  ...features.filter(({ name }) => name === 'training'),
];
const more = [
  ...Object.values(constructs).map((text, index) => ({ name: `construct_${index}`, text })),
  ...[features, examples, applications, randomNetworks(isLong ? 50 : 0)].flatMap((each) => sample(each, 3)),
  allLayers(8),
];
/** Of the oldest, which takes ten times as long, few. */
const checked: readonly (readonly [TypeScriptVersion, readonly EqualitySpec[]])[] = [
  ['typescript-5', isLong ? more : short],
  ['typescript-7', more],
];

/** What all modules may have beside them. */
const parts = resolve('compiler/codegen/typescript/parts');

/** A wrong name of a head, of an input, of a parameter, of a field. */
const wrong = `import { createModel, predict, train } from "./two_heads.js";
import type * as tf from "@tensorflow/tfjs";
declare const image: tf.Tensor4D;
const model = createModel({ clases: 4 });
predict(model, { image }).bxo;
predict(model, { picture: image });
void train(model, { train: { image } });
`;

test.each(checked)('all pass on %s, and what is wrong in their use does not', async (version, specs) => {
  const place = temporaryDirectory();
  for (const { name, text } of specs) write(place, name, text);
  const misused = write(place, 'misused', exampleText('two_heads'));
  writeFileSync(join(misused, 'wrong.ts'), wrong.replace('two_heads', 'misused'));
  const mistakes = await typeCheck(version, place, { include: ['**/*.ts', parts] });
  expect(mistakes.filter((each) => !each.startsWith('wrong.ts'))).toEqual([]);
  expect(mistakes.map((each) => each.split(' ')[0])).toEqual([4, 5, 6, 7].map((line) => `wrong.ts:${line}`));
});

test('the same spec gives the same bytes, which Prettier leaves as they are', async () => {
  const files = (): readonly { path: string; text: string }[] =>
    printTypeScript(codeOf(exampleText('resnet34'), { name: 'resnet34.cnn' }), { tfjs });
  expect(files()).toEqual(files());
  const laidOut = await layOutTypeScript(files()[0]?.text ?? '');
  expect(await layOutTypeScript(laidOut)).toBe(laidOut);
  expect(laidOut).not.toMatch(/@ts-|eslint-disable|: any\b|as any\b/);
  expect(laidOut.split('\n').length).toBeLessThanOrEqual(95);
});

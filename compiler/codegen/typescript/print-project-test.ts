import type { CodeModel } from '../model/items.ts';
import { typescript as ts } from '../text/typescript-writer.ts';
import { type ExpectedPrediction, openSize } from './expected-prediction.ts';
import type { TsCode } from './module-context.ts';
import type { ModelNames } from './print-model.ts';
import type { ProjectSubject } from './print-project.ts';

const { code } = ts;

/** A test that makes each model, loads weights, and looks for the numbers that cnnc predicts. */
export function printProjectTest({ program, names, predictions, tfjs }: ProjectSubject): string {
  const { main, origin } = program;
  const isNative = /node(-gpu)?$/.test(tfjs);
  const found = [...predictions.values()];
  const reads = found.some(({ isOfFile }) => isOfFile);
  const makes = found.some(({ isOfFile }) => !isOfFile);
  return `${String(
    ts.lines([
      ts.remark(`Made by cnnc ${origin.version} from ${origin.source}.`),
      code`import assert from "node:assert/strict";`,
      ...(reads ? [code`import { readFileSync } from "node:fs";`] : []),
      code`import { test } from "node:test";`,
      ...(isNative ? [code`import util from "node:util";`, ts.empty, shim] : []),
      ts.empty,
      code`const tf = await import(${tfjs});`,
      code`const module = await import(${`./${main.name}.js`});`,
      ts.empty,
      spread,
      ...(makes ? [ts.empty, fixedWeights] : []),
      ...(found.length === 0 ? [] : [ts.empty, check]),
      ...names.models.flatMap(([model, named]) => [
        ts.empty,
        printModelTest(model, named, predictions.get(model.symbol.name)),
      ]),
    ]),
  )}\n`;
}

const shim = code`// TensorFlow.js 4.22 calls two functions that newer versions of Node no longer have.
Object.assign(util, {
  isNullOrUndefined: (value: unknown) => value === null || value === undefined,
  isArray: Array.isArray,
});`;

const spread = code`/** A number from 0 to 1, the same wherever it is made. */
const spread = (index: number): number => ((index * 7919) % 1021) / 1020;

/** So many of them. */
const numbers = (count: number): number[] =>
  Array.from({ length: count }, (_, index) => spread(index));`;

/** As runtime/build/code/fixed-numbers.ts makes them. */
const fixedWeights = code`/** A file of weights with numbers in place of those that were drawn, the same wherever they are made. */
function fixed(file: Uint8Array): Uint8Array {
  const start = 8 + Number(new DataView(file.buffer).getBigUint64(0, true));
  const header = JSON.parse(new TextDecoder().decode(file.subarray(8, start))) as Record<
    string,
    { shape: number[]; data_offsets: [number, number] }
  >;
  for (const [path, { shape, data_offsets }] of Object.entries(header)) {
    const [begin, end] = data_offsets;
    let from = 0;
    for (const letter of path) from = (from * 31 + letter.charCodeAt(0)) % 1021;
    const fan = shape
      .slice(0, path.endsWith("/depthwise_kernel") ? -2 : -1)
      .reduce((product, size) => product * size, 1);
    const [middle, reach] = shape.length < 2 ? [0.5, 0.1] : [0, Math.sqrt(3 / fan)];
    const values = new Float32Array(file.buffer, start + begin, (end - begin) / 4);
    for (let index = 0; index < values.length; index++)
      values[index] = middle + reach * (2 * spread(from + index) - 1);
  }
  return file;
}`;

const check = code`interface Expected {
  /** How many numbers there are, and how far they may be off. */
  size: number;
  within: number;
  /** Some of them, by their place. */
  numbers: [place: number, value: number][];
}

/** Looks for the numbers that cnnc predicts. */
async function check(
  output: { data(): Promise<ArrayLike<number>> },
  expected: Expected,
): Promise<void> {
  const values = await output.data();
  assert.equal(values.length, expected.size);
  for (const [place, value] of expected.numbers) {
    const found = values[place] ?? NaN;
    assert.ok(
      Math.abs(found - value) <= expected.within,
      \`number \${place} is \${found}, not \${value}\`,
    );
  }
}`;

function printModelTest(
  model: CodeModel,
  named: ModelNames,
  prediction: ExpectedPrediction | undefined,
): TsCode {
  const inputs = model.inputs.map(({ name, shape }) => {
    const sizes = shape.map((size) => (typeof size === 'number' ? size : openSize));
    const count = sizes.reduce((product, size) => product * size, 1);
    const dimensions = ts.join([1, ...sizes].map((size) => ts.number(size)));
    return code`${keyOf(name)}: tf.${ts.name(`tensor${sizes.length + 1}d`)}(numbers(${count}), [${dimensions}])`;
  });
  const weights =
    prediction?.isOfFile === true
      ? code`readFileSync(new URL("../weights.safetensors", import.meta.url))`
      : prediction === undefined
        ? code`module.saveWeights(model)`
        : code`fixed(module.saveWeights(model))`;
  const checks = model.heads.map(({ name }) => {
    const output = code`outputs.${ts.name(name)}`;
    const expected = prediction?.outputs.get(name);
    if (expected === undefined) return code`assert.ok((await ${output}.data()).every(Number.isFinite));`;
    const pairs = expected.numbers.map(([place, value]) => code`[${place}, ${value}]`);
    return code`await check(${output}, {
    size: ${expected.size},
    within: ${expected.within},
    numbers: [${ts.join(pairs)}],
  });`;
  });
  return code`void test(${`${model.symbol.name} predicts with the weights that it loads`}, async () => {
  const model = module.${named.create}();
  module.loadWeights(model, ${weights});
  const outputs = module.${named.predict}(model, { ${ts.join(inputs)} });
  ${ts.lines(checks)}
});`;
}

/** \`__proto__: …\` would say what an object inherits. */
const keyOf = (name: string): TsCode => (name === '__proto__' ? code`["__proto__"]` : ts.name(name));

import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { beforeAll, describe, expect, it } from 'vitest';
import { printKeras } from '../../../../compiler/codegen/keras/print-keras.ts';
import { compile } from '../../../../compiler/compile.ts';
import { isConcrete } from '../../../../compiler/graph/graph.ts';
import { graphVariables } from '../../../../compiler/lower/lower-graph.ts';
import { Source } from '../../../../grammar/source.ts';
import { layOutPython } from '../../../../runtime/build/code/lay-out-python.ts';
import { initialize } from '../../../../runtime/weights/initialize.ts';
import { encodeSafetensors } from '../../../../runtime/weights/safetensors.ts';
import { sharedDirectory } from '../../../support/directory.ts';
import { pythonWith } from '../../../support/python.ts';
import { codeOf } from '../model/code-of.ts';

/* What people do with a package, and get wrong: all in one process, since Keras takes seconds to load. */

const locator = `model Locator(classes = 4) {
  input image: float32[16, 16, 1]
  Flatten
  trunk: Dense(8, activation=relu)
  output shape: Dense(classes, activation=softmax)
  from trunk
  output box: Dense(4, activation=sigmoid)
}
data Shapes {
  source = shapes(count=60, size=16, classes=4)
  field shape: class[4]
  field box: box[center]
  prepare { Rescaling(1/255) }
  prepare box { SqrtSize }
  augment { RandomFlip(horizontal) }
}
train Locator on Shapes {
  batch = 2
  objective shape { loss = sparse_categorical_crossentropy  metrics = [accuracy] }
  objective box { loss = mse  metrics = [box_iou] }
  phase main { epochs = 1  optimizer = Adam(learning_rate=0.001) }
}`;

/** The example of the document. */
const [, example = ''] =
  /^## `keras`[\s\S]*?^```python\n([\s\S]*?)^```$/m.exec(readFileSync('docs/build.md', 'utf8')) ?? [];

interface Told {
  readonly errors: Readonly<Record<string, string>>;
  readonly [what: string]: unknown;
}

const python = pythonWith('tensorflow');

describe.skipIf(python === undefined)('a Keras package in use', () => {
  const folder = sharedDirectory();
  let told: Told;

  async function write(name: string, spec: string, run: string): Promise<void> {
    const layOut = await layOutPython();
    mkdirSync(join(folder(), name), { recursive: true });
    const classes = { shape: ['circle', 'square', 'triangle', 'star'] };
    for (const file of printKeras(codeOf(spec, { name: `${name}.cnn`, classes }))) {
      writeFileSync(join(folder(), name, file.name), layOut(file.text));
    }
    const [graph] = compile(new Source(`${name}.cnn`, spec)).value.models.filter(isConcrete);
    const variables = graph === undefined ? [] : [...graphVariables(graph).values()];
    const weights = variables.map((each) => {
      return [each.name, { shape: each.shape, data: initialize(each, 5) }] as const;
    });
    mkdirSync(join(folder(), run), { recursive: true });
    const bytes = encodeSafetensors({ tensors: new Map(weights), metadata: new Map([['by', 'a test']]) });
    writeFileSync(join(folder(), run, 'weights.safetensors'), bytes);
  }

  beforeAll(async () => {
    await write('locator', locator, 'run');
    await write('shape_net', readFileSync('examples/shapes.cnn', 'utf8'), 'runs/ShapeNet-1');
    const child = spawn(python ?? '', ['test/compiler/codegen/keras/use_package.py', folder()], {
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    child.stdin.end(example);
    const [out, errors] = await Promise.all([text(child.stdout), text(child.stderr)]);
    const line = out.split('\n').find((each) => each.startsWith('{"one"'));
    if (line === undefined) throw new Error(errors);
    told = JSON.parse(line) as Told;
  }, 300_000);

  it('predicts one picture or a batch', () => {
    expect(told).toMatchObject({ one: { shape: [4], box: [4] }, all: { shape: [5, 4], box: [5, 4] } });
    expect(told['differs']).toBeLessThan(1e-5);
  });

  it('gives what training needs', () => {
    expect(told).toMatchObject({
      classes: 4,
      augmented: [
        [5, 16, 16, 1],
        [5, 4],
      ],
      history: ['main'],
    });
    expect(told['decoded']).toBeLessThan(1e-6);
  });

  it('loads the weights of a run', () => {
    expect(told['loaded']).toBe(0);
  });

  it('says what is wrong with pictures, targets and weights', () => {
    expect(told.errors).toMatchInlineSnapshot(`
      {
        "array": "ValueError: targets are a dict of arrays by 'shape', 'box'; these are a value of type ndarray",
        "channels": "ValueError: the model takes a picture (16, 16, 1) or a batch (None, 16, 16, 1), as \`preprocess\` leaves it: the images are (2, 16, 16, 3)",
        "cut": "ValueError: cut is no safetensors file: cannot reshape array of size 2 into shape (4,)",
        "fewer": "ValueError: inputs and targets have 4 and 5 examples",
        "flat": "ValueError: the model takes a picture (16, 16, 1) or a batch (None, 16, 16, 1), as \`preprocess\` leaves it: the images are (16, 16)",
        "larger": "ValueError: the model takes a picture (16, 16, 1) or a batch (None, 16, 16, 1), as \`preprocess\` leaves it: the images are (20, 20, 1)",
        "list": "ValueError: list is no safetensors file: its header is no table of tensors",
        "missing": "ValueError: targets lack 'box': they are a dict of arrays by 'shape', 'box', and have 'shape'",
        "none": "ValueError: none is no safetensors file: it has no header",
        "short": "ValueError: short is no safetensors file: it has no header",
        "three": "ValueError: data are a pair (inputs, targets), not 3 things",
        "tuple": "ValueError: targets are a dict of arrays by 'shape', 'box'; these are a value of type tuple",
        "valid": "ValueError: targets are a dict of arrays by 'shape', 'box'; these are a value of type ndarray",
      }
    `);
  });

  it('does what its document shows', () => {
    expect(example).toContain('load_weights(model, "runs/ShapeNet-1');
    expect(told['saved']).toBe(true);
  });
});

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, describe, it, vi } from 'vitest';
import { compile } from '../../../../compiler/compile.ts';
import { isConcrete } from '../../../../compiler/graph/graph.ts';
import { Source } from '../../../../grammar/source.ts';
import { encodeSafetensors, type StoredTensor } from '../../../../runtime/weights/safetensors.ts';
import { loadWeights, type LoadedWeights } from '../../../../runtime/weights/sources/load-weights.ts';
import { temporaryDirectory } from '../../../support/directory.ts';
import { failureOf, linesOf } from '../../../support/failure.ts';

vi.mock(import('../../../../runtime/weights/sources/h5/h5-thread.ts'), async (original) => {
  const { keepingH5Thread } = await import('../../../support/kept-h5-thread.ts');
  return keepingH5Thread(await original());
});

/* What test/golden/make_weight_files.py has written with Keras: which weight each layer gets, and what is refused. */

const folder = new URL('../../../golden/weight-files/', import.meta.url).pathname;

/** Loads a file for a model `Part`, applied under the label `base` to an input of these sizes. */
function load(file: string, part: string, size = '4, 4, 3'): Promise<LoadedWeights> {
  const text = `${part} model M { input x: float32[${size}] base: Part(weights="${file}") output z: Identity }`;
  const { value, diagnostics } = compile(new Source(join(folder, 'm.cnn'), text));
  expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  const graph = value.models.at(-1);
  if (graph === undefined || !isConcrete(graph)) throw new Error('no model');
  return loadWeights(graph, { cache: '/nowhere', files: {} });
}

const reasonOf = async (file: string, part: string, size?: string): Promise<string> =>
  linesOf(await failureOf(() => load(file, part, size))).join('\n');

/** The one value that each weight was filled with. */
const fills = ({ values }: LoadedWeights): Record<string, number | undefined> =>
  Object.fromEntries(
    [...values].map(([name, all]) => [name, all.every((value) => value === all[0]) ? all[0] : NaN]),
  );

describe('a layer that is applied twice', () => {
  const part = `model Part { input i: float32[4, 4, 3] c: Conv2D(3, 3, padding=same) reuse c last: Conv2D(2, 1) }`;

  it.each(['twice.h5', 'twice.weights.h5'])('is one layer in %s', async (file) => {
    expect(fills(await load(file, part))).toEqual({
      'base.c/kernel': 1,
      'base.c/bias': 2,
      'base.last/kernel': 3,
      'base.last/bias': 4,
    });
  });
});

describe('a model that is applied several times', () => {
  const part = `model Tower { input i: float32[4, 4, 3] Conv2D(3, 3, padding=same) BatchNormalization }
    model Part {
      input i: float32[4, 4, 3]
      before: Conv2D(3, 1)
      from i
      tower: Tower
      from before
      second: reuse tower
      third: reuse tower
      from tower
      Add(with=third)
      behind: Conv2D(3, 1)
      last: BatchNormalization
    }`;

  it.each(['siamese.h5', 'siamese.weights.h5', 'siamese.keras'])('is one model in %s', async (file) => {
    const loaded = fills(await load(file, part));
    expect(loaded).toMatchObject({
      'base.before/kernel': 1,
      'base.tower.conv2d/kernel': 3,
      'base.tower.batch_normalization/gamma': 5,
      'base.tower.batch_normalization/moving_mean': 7,
      'base.behind/kernel': 9,
      'base.last/gamma': 11,
      'base.last/moving_mean': 13,
    });
    expect(Object.keys(loaded)).toHaveLength(14);
  });
});

describe('a file with more layers than the model', () => {
  const two = 'model Part { input i: float32[4, 4, 3] repeat 2 { Conv2D(3, 3, padding=same) } }';
  const named =
    'model Part { input i: float32[4, 4, 3] a: Conv2D(3, 3, padding=same) b: Conv2D(3, 3, padding=same) }';

  it.each([
    ['three.h5', two],
    ['three.h5', named],
    ['three.weights.h5', named],
  ])('%s is an error where order decides', async (file, part) => {
    expect(await reasonOf(file, part)).toContain('note: `conv2d_2` is in the file only');
  });

  it.each([
    ['names within the part', 'unit_2.dense'],
    ['whole names', 'part_1.unit_2.dense'],
  ])('is an error where the numbers of groups decide, as in %s', async (_, besides) => {
    const file = join(temporaryDirectory(), 'w.safetensors');
    const before = besides.replace('unit_2.dense', '');
    const layer = (name: string): [string, StoredTensor][] => [
      [`${before}${name}/kernel`, { shape: [3, 3], data: new Float32Array(9) }],
      [`${before}${name}/bias`, { shape: [3], data: new Float32Array(3) }],
    ];
    const tensors = new Map(['unit.dense', 'unit_1.dense', 'unit_2.dense'].flatMap(layer));
    writeFileSync(file, encodeSafetensors({ tensors, metadata: new Map() }));
    const part = 'block Unit { Dense(3) } model Part { input i: float32[3] Unit Unit }';
    const text = `${part} model M { input x: float32[3] Part Part(weights="${file}") output z: Identity }`;
    const graph = compile(new Source(join(folder, 'm.cnn'), text)).value.models.at(-1);
    if (graph === undefined || !isConcrete(graph)) throw new Error('no model');
    const lines = linesOf(await failureOf(() => loadWeights(graph, { cache: '/nowhere', files: {} })));
    expect(lines).toContain(`note: \`${besides}/kernel\` is in the file only`);
  });

  it('is told where names decide', async () => {
    const { values, warnings } = await load(
      'I64.safetensors',
      'model Part { input i: float32[2] d: Dense(3) }',
      '2',
    );
    expect(values.size).toBe(2);
    expect(warnings.map(({ code, severity }) => [code, severity])).toEqual([['CNN690', 'warning']]);
    expect(linesOf(warnings)).toContain('note: in the file only: `other/bias`');
  });

  it('is an error where a layer has fewer weights than in the file', async () => {
    const bare =
      'model Part { input i: float32[4, 4, 3] repeat 3 { Conv2D(3, 3, padding=same, use_bias=false) } }';
    expect(await reasonOf('three.h5', bare)).toContain(
      'note: `base.conv2d` has 1 weight here, 2 in the file',
    );
  });
});

const inner = `model Inner {
  input i: float32[4, 4, 3]
  repeat 2 { Conv2D(2, 3, padding=same) BatchNormalization }
  GlobalAveragePooling2D
}
block Head { Dense(3, activation=relu) Dense(2) }
`;
const outer = (head = 'sequential: Head') => `${inner} model Part {
  input i: float32[4, 4, 3]
  first: Inner
  from i second: Inner
  from first Concatenate(with=second)
  ${head}
  last: Dense(1)
}`;

describe('a model within a model', () => {
  /** Layer by layer, as \`model.get_weights\` gives them: of a model first what trains, then what does not. */
  const order = (model: string, ordered: readonly number[]) =>
    ['conv2d/kernel', 'conv2d/bias', 'batch_normalization/gamma', 'batch_normalization/beta']
      .concat(['batch_normalization/moving_mean', 'batch_normalization/moving_variance'])
      .concat([
        'conv2d_1/kernel',
        'conv2d_1/bias',
        'batch_normalization_1/gamma',
        'batch_normalization_1/beta',
      ])
      .concat(['batch_normalization_1/moving_mean', 'batch_normalization_1/moving_variance'])
      .map((name, index): [string, number | undefined] => [`base.${model}.${name}`, ordered[index]]);

  const numbers = (from: number) => Array.from({ length: 12 }, (_, index) => from + index);
  const wanted = Object.fromEntries([
    ...order('first', numbers(1)),
    ...order('second', numbers(13)),
    ['base.sequential.dense/kernel', 25],
    ['base.sequential.dense/bias', 26],
    ['base.sequential.dense_1/kernel', 27],
    ['base.sequential.dense_1/bias', 28],
    ['base.last/kernel', 29],
    ['base.last/bias', 30],
  ]);

  const files = ['nested', 'frozen', 'partly'].flatMap((name) =>
    ['weights.h5', 'keras', 'h5'].map((ending) => `${name}.${ending}`),
  );

  it.each([...files, 'partly-weights.h5'])('%s', async (file) => {
    expect(fills(await load(file, outer()))).toEqual(wanted);
  });

  it.each(files)('whose inner model is a group under another label here: %s', async (file) => {
    const group = outer('top: { Dense(3, activation=relu) Dense(2) }');
    const renamed = Object.entries(wanted).map(([name, fill]) => [
      name.replace('.sequential.', '.top.'),
      fill,
    ]);
    expect(fills(await load(file, group))).toEqual(Object.fromEntries(renamed));
  });

  it('is in the order that the file describes, where one of several alike is frozen', async () => {
    const part = `model Inner { input i: float32[4] repeat 3 { Dense(4) } }
      model Part { input i: float32[4] inner: Inner Dense(1) }`;
    expect(fills(await load('frozen-by-name.h5', part, '4'))).toMatchObject({
      'base.inner.dense/kernel': 1,
      'base.inner.dense_1/kernel': 3,
      'base.inner.dense_2/kernel': 5,
      'base.dense/kernel': 7,
    });
  });

  it('names a model that is in the file only', async () => {
    const one = `${inner} model Part { input i: float32[4, 4, 3] first: Inner last: Dense(1) }`;
    expect(await reasonOf('nested.weights.h5', one)).toContain('is in the file only');
  });
});

describe('a layer that reaches no output', () => {
  const part = `model Part {
    input i: float32[4, 4, 3]
    x: Conv2D(4, 3, padding=same)
    Conv2D(6, 1)
    Conv2D(5, 1)
    from x
    Dense(2)
  }`;

  it.each(['cut.h5', 'cut.weights.h5', 'cut.keras'])('is not wanted of %s', async (file) => {
    expect(fills(await load(file, part))).toEqual({
      'base.x/kernel': 1,
      'base.x/bias': 2,
      'base.dense/kernel': 3,
      'base.dense/bias': 4,
    });
  });

  it('may be in the file, in its place', async () => {
    const headless = part.replace(/Dense\(2\)/, 'GlobalAveragePooling2D');
    expect(fills(await load('behind.h5', headless))).toMatchObject({ 'base.x/kernel': 1, 'base.x/bias': 2 });
  });
});

describe('numbers that are none', () => {
  it('are told with the weights that have them', async () => {
    const part = 'model Part { input i: float32[2] d: Dense(3) }';
    const { warnings } = await load('nan.safetensors', part, '2');
    expect(warnings.map(({ code, severity }) => [code, severity])).toEqual([['CNN652', 'warning']]);
    expect(linesOf(warnings)).toContain('note: in `base.d/kernel`, `base.d/bias`');
  });
});

describe('weights of PyTorch', () => {
  const part = 'model Part { input i: float32[2] d: Dense(3) }';

  it.each([
    ['turned.safetensors', 'fix: turn the kernels of PyTorch'],
    [
      'torch.safetensors',
      'fix: name the tensors as a run does, `conv2d/kernel` where PyTorch has `conv.weight`',
    ],
  ])('%s says what to do', async (file, fix) => {
    expect(await reasonOf(file, part, '2')).toContain(fix);
  });
});

describe('floats', () => {
  const part = (label: string) => `model Part { input i: float32[2] ${label}: Dense(3) }`;
  const quarters = Float32Array.of(0, 0.25, 0.5, 0.75, 1, 1.25);

  it.each(['F16', 'BF16', 'F64', 'I64'])('%s.safetensors', async (kind) => {
    expect((await load(`${kind}.safetensors`, part('d'), '2')).values.get('base.d/kernel')).toEqual(quarters);
  });

  it('half, double, big-endian and packed ones of HDF5', async () => {
    const sets = await Promise.all(
      ['half', 'double', 'big', 'packed'].map((name) => load('floats.h5', part(name), '2')),
    );
    for (const [index, name] of ['half', 'double', 'big', 'packed'].entries()) {
      expect(sets[index]?.values.get(`base.${name}/kernel`)).toEqual(quarters);
    }
  });

  it.each([
    [
      'whole.safetensors',
      'd',
      'tensor "d/kernel" holds "I64", and only F8_E4M3, F8_E5M2, F16, BF16, F32 and F64 are read as weights',
    ],
    ['floats.h5', 'whole', 'its weight `/whole/kernel` is no table of floats'],
  ])('integers of %s are refused where they are wanted', async (file, label, reason) => {
    expect(await reasonOf(file, part(label), '2')).toContain(`cannot be read: ${reason}`);
  });
});

describe('an HDF5 file that wants more than itself', () => {
  const part = 'model Part { input i: float32[2] d: Dense(3, use_bias=false) }';

  it.each([
    ['external-storage.h5', 'it refers to another file, `/etc/passwd`'],
    ['virtual.h5', 'it refers to another file, `/etc/other.h5`'],
    ['external-link.h5', 'it refers to another file, `/etc/other.h5`'],
  ])('%s is refused', async (file, reason) => {
    expect(await reasonOf(file, part, '2')).toContain(`cannot be read: ${reason}`);
  });

  it('is not what a file is that ends early: that is damaged', async () => {
    const path = join(temporaryDirectory(), 'short.h5');
    const whole = readFileSync(join(folder, 'floats.h5'));
    writeFileSync(path, whole.subarray(0, whole.length / 2));
    expect(await reasonOf(path, part, '2')).toContain('cannot be read: it is damaged');
  });

  it('is refused where it is packed in ways that Keras has no use for', async () => {
    expect(await reasonOf('packed-often.h5', part, '2')).toContain('it is packed 6 times over');
    const other = part.replace('d:', 'e:');
    expect(await reasonOf('packed-often.h5', other, '2')).toMatch(
      /it is packed with `.+`, which is not read/,
    );
  });

  it('is refused where its chunks would take much memory, and where no such weight is wanted', async () => {
    const wide = 'model Part { input i: float32[16384] d: Dense(16384, use_bias=false) }';
    expect(await reasonOf('bomb.h5', wide, '16384')).toContain('its chunks are of 1073741824 bytes');
    expect(await reasonOf('vast.h5', part, '2')).toContain('is [2, 3] here, [1048576, 1048576] in the file');
  });
});

describe('a normalisation with and without gamma and beta', () => {
  const options = {
    both: '',
    gamma: 'center=false',
    beta: 'scale=false',
    neither: 'center=false, scale=false',
  };
  type Kind = keyof typeof options;
  const kinds = Object.keys(options) as readonly Kind[];
  const part = (kind: Kind): string =>
    `model Part { input i: float32[3] n: BatchNormalization(${options[kind]}) }`;
  const values = { gamma: 1, beta: 2, moving_mean: 3, moving_variance: 4 };
  const weightsOf = (kind: Kind) =>
    Object.entries(values).filter(([name]) => name.startsWith('moving') || kind === 'both' || name === kind);
  const expected = (kind: Kind) =>
    Object.fromEntries(weightsOf(kind).map(([name, value]) => [`base.n/${name}`, value]));

  it.each(kinds.flatMap((file) => kinds.map((model) => [file, model] as const)))(
    'of a file with %s, for a layer with %s, is loaded by name or refused',
    async (file, model) => {
      if (file === model) {
        const loaded = await load(`norm-${file}.h5`, part(model), '3');
        expect([fills(loaded), loaded.warnings]).toEqual([expected(model), []]);
        return;
      }
      const reason = await reasonOf(`norm-${file}.h5`, part(model), '3');
      const [inFile, inModel] = [weightsOf(file), weightsOf(model)].map((all) => all.map(([name]) => name));
      const lines = [
        ...(inModel ?? [])
          .filter((name) => !inFile?.includes(name))
          .map((name) => `\`base.n/${name}\` is not in the file`),
        ...(inFile ?? [])
          .filter((name) => !inModel?.includes(name))
          .map((name) => `\`batch_normalization/${name}\` is in the file only`),
      ];
      for (const line of lines) expect(reason).toContain(line);
      expect(reason.match(/^note: `/gm)).toHaveLength(lines.length);
    },
  );

  it.each(kinds.flatMap((file) => kinds.map((model) => [file, model] as const)))(
    'of a file of numbers with %s, for a layer with %s, is told where it may be the other',
    async (file, model) => {
      const read = () => load(`norm-${file}.weights.h5`, part(model), '3');
      if (weightsOf(file).length !== weightsOf(model).length) {
        expect((await failureOf(read)).map(({ code }) => code)).toEqual(['CNN635']);
        return;
      }
      const { warnings, values: found } = await read();
      const isSure = model === 'both' || model === 'neither';
      expect(warnings.map(({ code }) => code)).toEqual(isSure ? [] : ['CNN692']);
      expect(found.size).toBe(weightsOf(model).length);
    },
  );
});

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { decodeSafetensors } from '../../runtime/weights/safetensors.ts';
import { temporaryDirectory } from '../support/directory.ts';
import { cnnc, fileOf, repositoryFile } from './run-cnnc.ts';

/** A run whose model begins with weights of test/golden, all but its last layer frozen. */
const spec = (weights: string) =>
  fileOf(`
    model Tower(classes = 3) {
      weights mine = "https://example.org/weights.h5"
      input image: float32[6, 6, 2]
      conv: Conv2D(3, 3, padding=same)
      bn: BatchNormalization
      sum: residual { separable: SeparableConv2D(3, 3, padding=same) }
      depthwise: DepthwiseConv2D(3)
      transposed: Conv2DTranspose(2, 2)
      Flatten
      hidden: Dense(4, activation=tanh)
      last: Dense(classes)
    }
    model M {
      input image: float32[8, 8, 3]
      Resizing(6, 6)
      Slice(axis=-1, start=0, size=2)
      base: Tower(classes=4, weights=${weights})
      output shape: Softmax
    }
    data D {
      source = shapes(8, size=8, channels=3)
      field shape: class[4]
      split { train = 100% }
      seed = 1
      prepare { Rescaling(1/255) }
    }
    train M on D {
      batch = 4
      objective shape { loss = sparse_categorical_crossentropy }
      phase main { freeze base.conv..base.hidden  epochs = 1  optimizer = Adam }
    }`);

const file = repositoryFile('test/golden/weights.h5');

describe('a run that begins with weights', () => {
  it('trains on from them, and says what began anew', async () => {
    const out = join(temporaryDirectory(), 'run');
    const { code, err } = await cnnc(['run', spec('mine'), '--weights', `mine=${file}`, '--out', out]);
    expect(err).toContain('base from mine: 15 weights; `base.last` begin anew');
    expect(code).toBe(0);
    const decoded = decodeSafetensors(readFileSync(join(out, 'weights.safetensors')));
    if (!decoded.ok) throw new Error(decoded.problem);
    const kernel = decoded.file.tensors.get('base.conv/kernel')?.data ?? [];
    // Not what the initialiser draws, which lies within ±√(6 / (18 + 27)).
    expect(Math.max(...kernel.map(Math.abs))).toBeGreaterThan(0.37);
  });

  it('does not begin with weights that do not fit', async () => {
    const out = join(temporaryDirectory(), 'run');
    const { code, err } = await cnnc(['run', spec(`"${file}"`), '--out', out]);
    expect(code).toBe(1);
    expect(err).toContain('CNN635');
    expect(err).toContain('`base.last/kernel` is [4, 4] here, [4, 3] in the file');
  });

  it('is built from a file in place of a set, too, but not from that and a run', async () => {
    const out = join(temporaryDirectory(), 'built');
    const build = (path: string, ...weights: readonly string[]) =>
      cnnc([
        'build',
        path,
        '--target',
        'onnx',
        '--training',
        '-o',
        out,
        ...weights.flatMap((each) => ['--weights', each]),
      ]);
    const built = await build(spec('mine'), `mine=${file}`);
    expect(built.err).toContain('base from mine: 15 weights; `base.last` begin anew');
    expect(built.code).toBe(0);
    const decoded = decodeSafetensors(readFileSync(join(out, 'weights.safetensors')));
    if (!decoded.ok) throw new Error(decoded.problem);
    expect(
      Math.max(...(decoded.file.tensors.get('base.conv/kernel')?.data ?? []).map(Math.abs)),
    ).toBeGreaterThan(0.37);
    for (const [weights, told] of [
      [['imagenet=x.h5'], 'begins with no weights `imagenet`\n  = fix: it begins with `mine`'],
      [
        ['run', `mine=${file}`],
        `\`run\` has all weights of \`M\`\n  = fix: leave out \`--weights mine=${file}\``,
      ],
      [['run', 'other'], '`--weights` names two runs, `run` and `other`'],
    ] as const) {
      const refused = await build(spec('mine'), ...weights);
      expect([refused.code, refused.err]).toEqual([2, expect.stringContaining(told)]);
    }
  });

  it('takes files for sets of its own only', async () => {
    const ran = await cnnc(['run', spec('mine'), '--weights', `imagenet=${file}`]);
    expect(ran.code).toBe(2);
    expect(ran.err).toContain('begins with no weights `imagenet`');
    expect((await cnnc(['run', spec('mine'), '--weights', 'x'])).err).toContain('takes NAME=PATH');
  });
});

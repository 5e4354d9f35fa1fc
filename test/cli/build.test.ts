import { execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { compile } from '../../compiler/compile.ts';
import { buildPredict } from '../../compiler/lower/build-programs.ts';
import { Source } from '../../grammar/source.ts';
import type { HostTensor } from '../../runtime/engines/engine.ts';
import { tfjsEngine } from '../../runtime/engines/tfjs/node.ts';
import { initialize } from '../../runtime/weights/initialize.ts';
import { difference } from '../laws/run-op.ts';
import { sharedDirectory, temporaryDirectory } from '../support/directory.ts';
import { pythonWith } from '../support/python.ts';
import { smallSpec } from '../support/small-spec.ts';
import { asideOf } from '../../runtime/files/temporary.ts';
import { cnnc, fileOf } from './run-cnnc.ts';
import { schemaErrors } from './schema.ts';

const model = `model Tiny {
  input image: float32[4, 4, 1]
  Conv2D(2, 3, padding=same, activation=relu)
  BatchNormalization
  Flatten
  output label: Dense(3, activation=softmax)
}`;

const build = (file: string, target: string, out: string, ...more: readonly string[]) =>
  cnnc(['build', file, '--target', target, '-o', out, ...more]);

describe('cnnc build', () => {
  it('takes numbers for the sizes that a model leaves open, and says which ones it needs', async () => {
    const file = fileOf(`model Open {
  input image: float32[?h, ?w, 1]
  require h % 32 == 0 : "{h} is no multiple of 32"
  require w < 100 : "{w} is too wide"
  Conv2D(2, 3)
  GlobalAveragePooling2D
  output label: Dense(3)
}`);
    const out = join(temporaryDirectory(), 'out');
    const without = await build(file, 'onnx', out);
    expect(without).toMatchObject({ code: 2 });
    expect(without.err).toContain('the sizes `h`, `w` of `Open` may be anything');
    const options = /(--size h=\d+ --size w=\d+)/.exec(without.err)?.[1]?.split(' ') ?? [];
    expect(await build(file, 'onnx', out, ...options)).toMatchObject({ code: 0 });

    const one = await build(file, 'onnx', `${out}2`, '--size', 'h=64');
    expect(one.err).toContain('the size `w` of `Open` may be anything');
    const strange = await build(file, 'onnx', `${out}2`, '--size', 'x=64');
    expect(strange.err).toContain('`Open` has no open size `x`: it has `h`, `w`');
    const unmet = await build(file, 'onnx', `${out}2`, '--size', 'h=33', '--size', 'w=8');
    expect(unmet).toMatchObject({ code: 1 });
    expect(unmet.err).toContain('33 is no multiple of 32');
    const fixed = await build(fileOf(model), 'onnx', `${out}2`, '--size', 'h=33');
    expect(fixed.err).toContain('`Tiny` has no open sizes');
    expect(existsSync(`${out}2`)).toBe(false);
  });

  it('lays a SavedModel and ONNX files out as their readers want them', async () => {
    const directory = temporaryDirectory();
    const [saved, onnx] = [join(directory, 'saved'), join(directory, 'onnx')];
    const result = await build(fileOf(model), 'tensorflow', saved, '--json');
    const files = ['saved_model.pb', 'variables/variables.index', 'variables/variables.data-00000-of-00001'];
    expect(schemaErrors('build', JSON.parse(result.out))).toEqual([]);
    const { made, ...rest } = JSON.parse(result.out) as { readonly made: object };
    expect(rest).toEqual({ out: saved, target: 'tensorflow', model: 'Tiny', files });
    expect(made).toMatchObject({ source: 'model.cnn' });
    for (const file of files) expect(existsSync(join(saved, file)), file).toBe(true);
    expect(await build(fileOf(model), 'onnx', onnx)).toMatchObject({
      code: 0,
      out: `${onnx}: Tiny for onnx: model.onnx\n`,
    });
    expect(readdirSync(onnx).sort()).toEqual(['cnnc.json', 'model.onnx']);
    expect(readdirSync(directory).sort()).toEqual(['onnx', 'saved']);
  });

  it('replaces an earlier build only when told to, and nothing else ever', async () => {
    const out = join(temporaryDirectory(), 'out');
    const file = fileOf(model);
    expect(await build(file, 'onnx', out)).toMatchObject({ code: 0 });
    const again = await build(file, 'tensorflow', out);
    expect(again.code).toBe(1);
    expect(again.err).toMatch(/^error\[CNN673\]: `.*` already holds a build\n.*fix: give `--force`/);
    expect(await build(file, 'tensorflow', out, '--force')).toMatchObject({ code: 0 });
    expect(readdirSync(out).sort()).toEqual(['cnnc.json', 'saved_model.pb', 'variables']);
    const other = temporaryDirectory();
    writeFileSync(join(other, 'thesis.tex'), 'words');
    const refused = await build(file, 'onnx', other, '--force');
    expect(refused.err).toContain('is there already, and is not a build');
    expect(readdirSync(other)).toEqual(['thesis.tex']);
  });

  it('keeps what others put into a build, or into a place like one', async () => {
    const directory = temporaryDirectory();
    const [out, file] = [join(directory, 'out'), fileOf(model)];
    expect(await build(file, 'tensorflow', out)).toMatchObject({ code: 0 });
    writeFileSync(join(out, 'variables', 'notes.txt'), 'mine');
    symlinkSync('/etc', join(out, 'etc'));
    const refused = await build(file, 'onnx', out, '--force');
    expect(refused.err).toMatch(/^error\[CNN684\]: the build `.*` holds what no build put there/);
    expect(refused.err).toMatch(/of others: `(etc`, `variables\/notes.txt|variables\/notes.txt`, `etc)`/);
    expect(readFileSync(join(out, 'variables', 'notes.txt'), 'utf8')).toBe('mine');
    const own = join(directory, 'own');
    mkdirSync(own);
    writeFileSync(join(own, 'cnnc.json'), '{"target": "my own"}');
    expect((await build(file, 'onnx', own, '--force')).err).toContain('is not a build');
    symlinkSync('nowhere', join(directory, 'link'));
    expect((await build(file, 'onnx', join(directory, 'link'))).err).toContain('is not a build');
    const here = await build(file, 'onnx', '.', '--force');
    expect(here.err).toContain('`.` is the current folder, or one around it');
    expect(readdirSync(directory).sort()).toEqual(['link', 'out', 'own']);
  });

  it('builds where a link leads, and puts in order what a killed build left', async () => {
    const directory = temporaryDirectory();
    const [out, file] = [join(directory, 'out'), fileOf(model)];
    expect(await build(file, 'onnx', out)).toMatchObject({ code: 0 });
    const gone = '999999999-1';
    const left = basename(asideOf(out)).replace(/\.\d+-\d*-/, `.${gone}-`);
    renameSync(out, join(directory, left));
    mkdirSync(join(directory, left.replace(/old$/, 'tmp')));
    expect((await build(file, 'onnx', out)).err).toContain('already holds a build');
    expect(readdirSync(directory)).toEqual(['out']);
    symlinkSync('out', join(directory, 'link'));
    expect(await build(file, 'tensorflow', join(directory, 'link'), '--force')).toMatchObject({ code: 0 });
    expect(existsSync(join(out, 'saved_model.pb'))).toBe(true);
    expect(readdirSync(directory).sort()).toEqual(['link', 'out']);
  });

  it('takes the weights of a run, with its training on request, and says what does not fit', async () => {
    const directory = temporaryDirectory();
    const file = smallSpec(directory);
    const run = join(directory, 'run');
    expect(await cnnc(['run', file, '--out', run, '--engine', 'cpu'])).toMatchObject({ code: 0 });
    const out = join(directory, 'out');
    expect(await build(file, 'onnx', out, '--weights', run, '--training')).toMatchObject({ code: 0 });
    expect(readdirSync(out).sort()).toEqual([
      'cnnc.json',
      'evaluate_main.onnx',
      'evaluate_warm.onnx',
      'model.onnx',
      'step_main.onnx',
      'step_warm.onnx',
      'weights.safetensors',
    ]);
    const classesOf = (folder: string): unknown =>
      (JSON.parse(readFileSync(join(folder, 'cnnc.json'), 'utf8')) as { classes: unknown }).classes;
    expect(classesOf(out)).toEqual(['circle', 'square', 'triangle']);
    const byFile = await build(
      file,
      'tensorflow',
      join(directory, 'saved'),
      '--weights',
      join(run, 'weights.safetensors'),
      '--json',
    );
    expect(schemaErrors('build', JSON.parse(byFile.out))).toEqual([]);
    expect(JSON.parse(byFile.out)).toHaveProperty('classes', ['circle', 'square', 'triangle']);
    const kept = readFileSync(join(run, 'run.json'), 'utf8');
    writeFileSync(join(run, 'run.json'), kept.replace('circle', 'circlf'));
    const damaged = await build(file, 'onnx', join(directory, 'damaged'), '--weights', run);
    expect([damaged.code, damaged.err]).toEqual([0, expect.stringContaining('warning[CNN693]')]);
    expect(classesOf(join(directory, 'damaged'))).toBeUndefined();
    writeFileSync(join(run, 'run.json'), kept);
    const fresh = join(directory, 'fresh');
    expect(await build(file, 'onnx', fresh, '--seed', '3')).toMatchObject({ code: 0 });
    expect(classesOf(fresh)).toEqual(['circle', 'square', 'triangle']);
    expect(readFileSync(join(fresh, 'model.onnx'))).not.toEqual(readFileSync(join(out, 'model.onnx')));
    const wrong = await build(fileOf(model), 'onnx', join(directory, 'wrong'), '--weights', run);
    expect(wrong.err).toMatch(/^error\[CNN671\]: the weights `.*weights.safetensors` are of another model\n/);
    const none = await build(file, 'onnx', join(directory, 'none'), '--weights', join(directory, 'no'));
    expect(none.err).toMatch(/^error\[CNN670\]: the weights `.*` cannot be read: there is no such file\n/);
    expect(existsSync(join(directory, 'wrong'))).toBe(false);
  });

  it('says what the four numbers of a box are, as the run does', async () => {
    const directory = temporaryDirectory();
    const path = join(directory, 'boxes.cnn');
    writeFileSync(
      path,
      `model Boxes {
        input image: float32[8, 8, 1]
        Flatten
        output place: Dense(4)
      }
      data Shapes {
        source = shapes(count=20, size=8, classes=3)
        field box: box[center]
        split { train = 100% }
        prepare box { SqrtSize  Rescaling(2, offset=-1) }
      }
      train Boxes on Shapes {
        batch = 10
        objective place { target = box  loss = mse  metrics = [box_iou] }
        phase main { epochs = 1  optimizer = SGD(learning_rate=0.001) }
      }`,
    );
    const run = join(directory, 'run');
    expect(await cnnc(['run', path, '--out', run, '--engine', 'cpu'])).toMatchObject({ code: 0 });
    const boxes = {
      place: {
        format: 'center',
        encoding: [{ kind: 'SqrtSize' }, { kind: 'Rescaling', scale: 2, offset: -1 }],
      },
    };
    expect(JSON.parse(readFileSync(join(run, 'run.json'), 'utf8'))).toMatchObject({ boxes });
    const built = await build(path, 'onnx', join(directory, 'fresh'), '--json');
    expect(schemaErrors('build', JSON.parse(built.out))).toEqual([]);
    expect(JSON.parse(built.out)).toMatchObject({ boxes });
    const trained = join(directory, 'trained');
    const args = ['--weights', run, '--model', 'Boxes'];
    expect(await build(path, 'onnx', trained, ...args)).toMatchObject({ code: 0 });
    expect(JSON.parse(readFileSync(join(trained, 'cnnc.json'), 'utf8'))).toMatchObject({ boxes });
    expect(await cnnc(['run', path, '--out', run, '--resume', '--epochs', '2'])).toMatchObject({ code: 0 });
  });

  it('writes the update by itself where gradients are added up, and guards what is made again', async () => {
    const directory = temporaryDirectory();
    const filesOf = async (name: string, settings: string): Promise<string> => {
      const file = smallSpec(directory, { 'batch = 10': `batch = 10  ${settings}` });
      const out = join(directory, name);
      expect(await build(file, 'onnx', out, '--training')).toMatchObject({ code: 0 });
      return out;
    };
    const added = await filesOf('added', 'accumulate = 3');
    expect(readdirSync(added)).toEqual(expect.arrayContaining(['apply_main.onnx', 'apply_warm.onnx']));
    expect(readFileSync(join(added, 'apply_main.onnx')).includes('conv2d/kernel/next')).toBe(true);
    const again = await filesOf('again', 'recompute = max');
    expect(readdirSync(again)).not.toContain('apply_main.onnx');
    expect(readFileSync(join(again, 'step_main.onnx')).includes('guard/one')).toBe(true);
  });

  it('tells of how batches train only where a training is built', async () => {
    const directory = temporaryDirectory();
    const file = smallSpec(directory, { 'batch = 10': 'batch = 10  accumulate = 3' });
    const told = async (name: string, ...args: readonly string[]): Promise<string> =>
      (await build(file, 'onnx', join(directory, name), ...args)).err;
    expect(await told('alone')).not.toContain('CNN435');
    expect(await told('training', '--training')).toContain('warning[CNN435]');
  });

  it('leaves nothing behind where it cannot write', async () => {
    const place = join(temporaryDirectory(), 'file');
    writeFileSync(place, '');
    const { code, err } = await build(fileOf(model), 'onnx', join(place, 'below'));
    expect(code).toBe(1);
    expect(err).toMatch(
      /^error\[CNN672\]: the build `.*` cannot be written: a part of its path is not a directory/,
    );
  });

  it.each([
    [['--target', 'onnx'], 'say where to build: `-o DIR`'],
    [['-o', '', '--target', 'onnx'], '`-o` is given an empty name'],
    [['-o', 'x', '--target', 'onnx', '--diff'], '`onnx` is no code, and takes no `--diff`'],
    [['-o', 'x', '--target', 'torch'], 'there is no target `torch`: there are '],
    [['-o', 'x', '--target', 'tensorflw'], 'did you mean `tensorflow`?'],
    [['-o', 'x', '--target', 'onnx', '--training'], 'has no train block'],
    [['-o', 'x', '--target', 'onnx', '--model', 'Tiny', '--training'], 'leave out `--train`'],
    [['-o', 'x', '--target', 'onnx', '--seed', 'x'], '`--seed` takes a whole number'],
  ])('explains wrong usage: %s', async (args, message) => {
    const { code, err } = await cnnc(['build', fileOf(model), ...args]);
    expect(code).toBe(2);
    expect(err).toContain(message);
  });
});

const python = pythonWith('tensorflow');

const imports = `
import json, sys
import numpy as np, tensorflow as tf
`;

/** Calls signatures with each loader that TensorFlow has, and prints what they give. */
const script = `
path = sys.argv[1]
image = np.arange(128, dtype='f').reshape(2, 8, 8, 1) / 128
model = tf.saved_model.load(path)
predict = model.signatures['serving_default']
step = model.signatures['step_main']
feed = {'input/image': image, 'target/label': np.zeros([2], 'int32')}
for name, spec in step.structured_input_signature[1].items():
    if name.startswith('noise/'): feed[name] = np.ones([2] + list(spec.shape)[1:], 'f')
    if name.startswith('optimizer/'): feed[name] = np.float32(0.003)
call = lambda f, **feed: {k: v.numpy().tolist() for k, v in f(**{k: tf.constant(v) for k, v in feed.items()}).items()}
before = call(predict, image=image)
losses = [call(step, **feed)['loss'] for _ in range(3)]
v1 = tf.compat.v1
with v1.Session(graph=tf.Graph()) as session:
    signature = v1.saved_model.loader.load(session, ['serve'], path).signature_def['serving_default']
    outputs = {key: info.name for key, info in signature.outputs.items()}
    session_gives = session.run(outputs, {signature.inputs['image'].name: image})
print(json.dumps({'signatures': sorted(model.signatures), 'before': before, 'losses': losses,
                  'session': {k: v.tolist() for k, v in session_gives.items()}}))
`;

/** Adds up the gradients of some batches, updates by them, and prints the loss of each batch, before and after. */
const accumulating = `
signatures = tf.saved_model.load(sys.argv[2]).signatures
step, apply = signatures['step_main'], signatures['apply_main']
def call(signature, **feed):
    for name, spec in signature.structured_input_signature[1].items():
        shape = [2] + list(spec.shape)[1:] if spec.shape.rank else []
        feed.setdefault(name, np.ones(shape, spec.dtype.as_numpy_dtype))
    return signature(**{name: tf.constant(value) for name, value in feed.items()})
examples = lambda count: {'optimizer/examples': np.float32(count)}
losses = [call(step, **examples(2))['loss'].numpy().item() for _ in range(3)]
call(apply, **{**examples(6), 'optimizer/alpha': np.float32(0.01)})
losses.append(call(step, **examples(2))['loss'].numpy().item())
print(json.dumps(losses))
`;

interface Given {
  readonly signatures: readonly string[];
  readonly before: Readonly<Record<string, readonly (readonly number[])[]>>;
  readonly losses: readonly number[];
  readonly session: Given['before'];
}

/** What Python says of the SavedModels of two specs, both built with their training: one that adds gradients up is the second. */
async function inPython(spec: string, adding: string): Promise<readonly [Given, readonly number[]]> {
  const built = [join(dirname(spec), 'saved'), join(dirname(adding), 'saved')] as const;
  expect(await build(spec, 'tensorflow', built[0], '--training')).toMatchObject({ code: 0 });
  expect(await build(adding, 'tensorflow', built[1], '--training')).toMatchObject({ code: 0 });
  const printed = execFileSync(python ?? '', ['-c', `${imports}${script}${accumulating}`, ...built], {
    env: { ...process.env, TF_CPP_MIN_LOG_LEVEL: '3' },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const [given, losses] = printed.toString().trim().split('\n');
  return [JSON.parse(given ?? '') as Given, JSON.parse(losses ?? '') as number[]];
}

describe.skipIf(python === undefined)('a SavedModel', () => {
  const [one, other] = [sharedDirectory(), sharedDirectory()];
  let spec = '';
  let given: Given;
  let accumulated: readonly number[];
  beforeAll(async () => {
    spec = smallSpec(one());
    const adding = smallSpec(other(), { 'batch = 10': 'batch = 10  accumulate = 3' });
    [given, accumulated] = await inPython(spec, adding);
  }, 300_000);

  it('gives Python’s TensorFlow what the engine gives, by either loader, and trains there', async () => {
    expect(given.signatures).toEqual([
      'evaluate_main',
      'evaluate_warm',
      'serving_default',
      'step_main',
      'step_warm',
    ]);
    expect(given.session).toEqual(given.before);
    const [first = 0, , last = 0] = given.losses;
    expect(last).toBeLessThan(first);
    expect(difference(flat(given.before['label'] ?? []), await predicted(spec))).toBeLessThan(1e-5);
  });

  it('moves weights in Python when the gradients of all batches are there, not before', () => {
    const [first = 0, second, third, after = 0] = accumulated;
    expect([second, third]).toEqual([first, first]);
    expect(after).toBeLessThan(first);
  });
});

const flat = (rows: readonly (readonly number[])[]): HostTensor => ({
  dtype: 'float32',
  shape: [rows.length, rows[0]?.length ?? 0],
  data: Float32Array.from(rows.flat()),
});

/** What the reference engine predicts for the images of the script with the same fresh weights. */
async function predicted(file: string): Promise<HostTensor | undefined> {
  const graph = compile(new Source(file, readFileSync(file, 'utf8'))).value.trains[0]!.spec.graph;
  const program = buildPredict(graph);
  const values = program.variables.map(({ variable }) => [variable, initialize(variable, 0)] as const);
  const session = await tfjsEngine('cpu').open(new Map(values));
  const data = Float32Array.from({ length: 128 }, (_, index) => index / 128);
  const image: HostTensor = { dtype: 'float32', shape: [2, 8, 8, 1], data };
  return (await session.run(program, 2, new Map([['input/image', image]]))).get('label');
}

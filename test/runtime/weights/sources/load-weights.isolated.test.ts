import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, test, vi } from 'vitest';
import { compile } from '../../../../compiler/compile.ts';
import { type ConcreteGraph, isConcrete } from '../../../../compiler/graph/graph.ts';
import { buildPredict } from '../../../../compiler/lower/build-programs.ts';
import { graphVariables } from '../../../../compiler/lower/lower-graph.ts';
import { Source } from '../../../../grammar/source.ts';
import { initialize } from '../../../../runtime/weights/initialize.ts';
import { encodeSafetensors, type StoredTensor } from '../../../../runtime/weights/safetensors.ts';
import { loadWeights } from '../../../../runtime/weights/sources/load-weights.ts';
import { cpu } from '../../../laws/engines.ts';
import { sharedDirectory, temporaryDirectory } from '../../../support/directory.ts';
import { failureOf, linesOf } from '../../../support/failure.ts';
import { isLong, sample } from '../../../support/sample.ts';

vi.mock(import('../../../../runtime/weights/sources/h5/h5-thread.ts'), async (original) => {
  const { keepingH5Thread } = await import('../../../support/kept-h5-thread.ts');
  return keepingH5Thread(await original());
});

/*
 * What Keras 3.15 has written (test/golden/make_weights.py) predicts here what it predicts there; what does not fit is
 * told path by path; what is damaged stops the run and nothing else.
 */

const golden = new URL('../../../golden/', import.meta.url).pathname;

const tower = (last = 3, label = 'hidden', declared = '') => `model Tower {
  ${declared}
  input image: float32[6, 6, 2]
  conv: Conv2D(3, 3, padding=same)
  bn: BatchNormalization
  sum: residual { separable: SeparableConv2D(3, 3, padding=same) }
  depthwise: DepthwiseConv2D(3)
  transposed: Conv2DTranspose(2, 2)
  flat: Flatten
  ${label}: Dense(4, activation=tanh)
  last: Dense(${last})
}`;

/** A model of one application with weights, as if its text lay in the directory of the golden files. */
function graphOf(
  weights: string,
  text: string,
  size: readonly number[] = [6, 6, 2],
  name = 'Tower',
): ConcreteGraph {
  const model = `${text} model M { input image: float32[${size.join(', ')}] output y: Identity from image base: ${name}(${weights}) output z: Identity }`;
  const { value, diagnostics } = compile(new Source(join(golden, 'm.cnn'), model));
  expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  const graph = value.models.at(-1);
  if (graph === undefined || !isConcrete(graph)) throw new Error('no model');
  return graph;
}

const places = { cache: '/nowhere', files: {} };

async function predict(graph: ConcreteGraph, x: readonly number[], use = places): Promise<readonly number[]> {
  const { values } = await loadWeights(graph, use);
  const variables = graphVariables(graph);
  const program = buildPredict(graph, variables);
  const first = new Map(
    [...variables.values()].map((variable) => [
      variable,
      values.get(variable.name) ?? initialize(variable, 1),
    ]),
  );
  const session = await cpu.open(first);
  try {
    const shape = [2, ...(graph.inputs[0]?.shape ?? [])];
    const feed = new Map([['input/image', { dtype: 'float32' as const, shape, data: Float32Array.from(x) }]]);
    return Array.from((await session.run(program, 2, feed)).get('z')?.data ?? []);
  } finally {
    await session.dispose();
  }
}

const worst = (given: readonly number[], wanted: readonly number[]): number =>
  Math.max(...wanted.map((value, index) => Math.abs(value - (given[index] ?? NaN))));

const readGolden = (path: string) =>
  JSON.parse(readFileSync(path, 'utf8')) as { readonly x: readonly number[]; readonly y: readonly number[] };

const { x, y } = readGolden(join(golden, 'weights.json'));

describe('what Keras writes', () => {
  test.each(['weights.h5', 'weights.weights.h5', 'weights-whole.h5'])('%s', async (file) => {
    expect(worst(await predict(graphOf(`weights="${file}"`, tower()), x), y)).toBeLessThan(1e-5);
  });

  it('goes by order where names differ', async () => {
    const graph = graphOf('weights="weights.h5"', tower(3, 'renamed'));
    expect(worst(await predict(graph, x), y)).toBeLessThan(1e-5);
  });

  const python = join(homedir(), '.cache/cnnc-peers/bin/python');
  // What Keras writes now; the golden files above are of the same code.
  describe.skipIf(!isLong || !existsSync(python))('a MobileNet of Keras', () => {
    const directory = sharedDirectory();
    beforeAll(() => {
      execFileSync(python, [join(golden, 'make_weights.py'), 'mobilenet', directory()], { stdio: 'ignore' });
    }, 300_000);

    test.each(['h5', 'weights.h5'])('as .%s', async (ending) => {
      const use = 'import { MobileNet } from "cnn:applications"';
      const given = `alpha=0.25, classes=4, weights="${join(directory(), `mobilenet.${ending}`)}"`;
      const facts = readGolden(join(directory(), 'mobilenet.json'));
      const found = await predict(graphOf(given, use, [32, 32, 3], 'MobileNet'), facts.x);
      expect(worst(found, facts.y)).toBeLessThan(1e-4);
    });
  });
});

describe('a file that does not fit', () => {
  it('is told path by path', async () => {
    const load = () => loadWeights(graphOf('weights="weights.h5"', tower(5)), places);
    expect(linesOf(await failureOf(load))).toEqual([
      `CNN635: the weights \`${join(golden, 'weights.h5')}\` do not fit \`Tower\``,
      'note: `base.last/kernel` is [4, 5] here, [4, 3] in the file',
      'note: `base.last/bias` is [5] here, [3] in the file',
      'fix: make the model as it was when the file was written, or take another file',
    ]);
  });

  it('names what was renamed, of a file that goes by path', async () => {
    const directory = temporaryDirectory();
    const path = join(directory, 'own.safetensors');
    const tensors = new Map([
      ['old/kernel', { shape: [4, 3], data: new Float32Array(12) }],
      ['old/bias', { shape: [3], data: new Float32Array(3) }],
    ]);
    writeFileSync(path, encodeSafetensors({ tensors, metadata: new Map() }));
    const text = 'model Own { input x: float32[4] fresh: Dense(3) }';
    const load = () => loadWeights(graphOf(`weights="${path}"`, text, [4], 'Own'), places);
    expect(linesOf(await failureOf(load)).slice(1, -1)).toEqual([
      'note: `base.fresh/kernel` is not in the file',
      'note: `base.fresh/bias` is not in the file',
      'note: `old/kernel` is in the file only',
      'note: `old/bias` is in the file only',
    ]);
  });

  it('goes by whole paths where the file is of a model with the same part', async () => {
    const path = join(temporaryDirectory(), 'own.safetensors');
    const one = (value: number) => ({ shape: [3], data: new Float32Array(3).fill(value) });
    const tensors = new Map([
      ['base.d/kernel', { shape: [4, 3], data: new Float32Array(12).fill(0.5) }],
      ['base.d/bias', one(7)],
      ['d/bias', one(9)],
    ]);
    writeFileSync(path, encodeSafetensors({ tensors, metadata: new Map() }));
    const text = 'model Own { input x: float32[4] d: Dense(3) }';
    const { values } = await loadWeights(graphOf(`weights="${path}"`, text, [4], 'Own'), places);
    expect(values.get('base.d/bias')).toEqual(Float32Array.of(7, 7, 7));
  });

  it.each(['base', 'd'])('takes a file whose group is labelled as the part: %s', async (group) => {
    const path = join(temporaryDirectory(), 'own.safetensors');
    const tensors = new Map([
      [`${group}.d/kernel`, { shape: [4, 3], data: new Float32Array(12).fill(0.5) }],
      [`${group}.d/bias`, { shape: [3], data: new Float32Array(3) }],
      ['last/kernel', { shape: [3, 2], data: new Float32Array(6).fill(2) }],
      ['last/bias', { shape: [2], data: new Float32Array(2) }],
    ]);
    writeFileSync(path, encodeSafetensors({ tensors, metadata: new Map() }));
    const text = `model Own { input x: float32[4] ${group}: { d: Dense(3) } last: Dense(2) }`;
    const { values } = await loadWeights(graphOf(`weights="${path}"`, text, [4], 'Own'), places);
    expect([...values.keys()]).toEqual([
      `base.${group}.d/kernel`,
      `base.${group}.d/bias`,
      'base.last/kernel',
      'base.last/bias',
    ]);
  });

  it('is an error where it has more layers and numbers decide, whole paths or not', async () => {
    const path = join(temporaryDirectory(), 'own.safetensors');
    for (const prefix of ['', 'base.', 'g.', 'base.g.']) {
      const own = prefix.includes('g.') ? 'g: { Dense(3) Dense(3) }' : 'Dense(3) Dense(3)';
      const text = `model Own { input x: float32[3] ${own} }`;
      const tensors = new Map(
        ['dense', 'dense_1', 'dense_2'].flatMap((name): [string, StoredTensor][] => [
          [`${prefix}${name}/kernel`, { shape: [3, 3], data: new Float32Array(9) }],
          [`${prefix}${name}/bias`, { shape: [3], data: new Float32Array(3) }],
        ]),
      );
      writeFileSync(path, encodeSafetensors({ tensors, metadata: new Map() }));
      const load = () => loadWeights(graphOf(`weights="${path}"`, text, [3], 'Own'), places);
      expect(linesOf(await failureOf(load)).slice(1, -1)).toEqual([
        `note: \`${prefix}dense_2/kernel\` is in the file only`,
        `note: \`${prefix}dense_2/bias\` is in the file only`,
      ]);
    }
  });

  it.each([
    ['nothing.h5', 'there is no such file'],
    ['weights.json.h5', 'it is no HDF5 file'],
  ])('%s: %s', async (name, reason) => {
    const path = join(temporaryDirectory(), name);
    if (name !== 'nothing.h5') writeFileSync(path, '{}');
    const load = () => loadWeights(graphOf(`weights="${path}"`, tower()), places);
    expect(linesOf(await failureOf(load))[0]).toBe(
      `CNN633: the weights \`${path}\` cannot be read: ${reason}`,
    );
  });
});

describe('damaged files', () => {
  const whole = readFileSync(join(golden, 'weights.h5'));

  const seeds = Array.from({ length: 60 }, (_, index) => index);

  it.each(sample(seeds, 5))('are an error or harmless: %i', async (seed) => {
    const path = join(temporaryDirectory(), 'damaged.h5');
    const graph = graphOf(`weights="${path}"`, tower());
    const bytes = Uint8Array.from(whole.subarray(0, seed < 20 ? (whole.length * seed) / 20 : undefined));
    for (let flip = 0; seed >= 20 && flip < 40; flip++) {
      const at = Math.floor((((seed * 7919 + flip * 104729) % 9973) / 9973) * bytes.length);
      bytes[at] = (bytes[at] ?? 0) ^ (1 << (flip % 8));
    }
    writeFileSync(path, bytes);
    const result = await failureOf(() => loadWeights(graph, places)).catch((error: unknown) => error);
    const codes = Array.isArray(result) ? result.map(({ code }: { code: string }) => code) : String(result);
    expect([['CNN633'], ['CNN635'], 'Error: expected a RunError']).toContainEqual(codes);
  });
});

describe('a set that a model declares', () => {
  const bytes = readFileSync(join(golden, 'weights.h5'));
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  let server: Server;
  let asked = 0;
  let status = 200;
  let body: Buffer | string = bytes;

  beforeAll(async () => {
    server = createServer((_request, response) => {
      asked++;
      response.writeHead(status).end(status === 200 ? body : 'no');
    });
    await new Promise<void>((done) => void server.listen(0, '127.0.0.1', done));
  });
  afterAll(() => void server.close());

  const setOf = (digest = sha256, last = 3) => {
    const { port } = server.address() as AddressInfo;
    const declared = `weights mine = "http://127.0.0.1:${port}/weights.h5" { sha256 = ${digest === 'none' ? digest : `"${digest}"`} }`;
    return graphOf('weights=mine', tower(last, 'hidden', declared));
  };

  it('is fetched once, and kept', async () => {
    const use = { cache: join(temporaryDirectory(), 'cache', 'weights'), files: {} };
    const before = asked;
    for (let round = 0; round < 2; round++)
      expect(worst(await predict(setOf(), x, use), y)).toBeLessThan(1e-5);
    expect(asked - before).toBe(1);
    expect(readdirSync(use.cache)).toEqual([expect.stringMatching(/^[0-9a-f]{8}-weights\.h5$/)]);
  });

  it('begins anew with a head for other classes', async () => {
    const use = { cache: temporaryDirectory(), files: {} };
    const { values, told } = await loadWeights(setOf(sha256, 5), use);
    expect(values.has('base.last/kernel')).toBe(false);
    expect(values.has('base.hidden/kernel')).toBe(true);
    expect(told).toEqual(['base from mine: 15 weights; `base.last` begin anew']);
  });

  it('is refused where its checksum differs, and nothing is kept', async () => {
    const use = { cache: temporaryDirectory(), files: {} };
    const lines = linesOf(await failureOf(() => loadWeights(setOf('0'.repeat(64)), use)));
    expect(lines[0]).toBe('CNN637: the weights `mine` are not the ones that the model declares');
    expect(lines[1]).toContain(`comes to sha256 ${sha256}`);
    expect(readdirSync(use.cache)).toEqual([]);
  });

  it('says what to do where it cannot be fetched', async () => {
    const use = { cache: temporaryDirectory(), files: {} };
    status = 404;
    const lines = linesOf(await failureOf(() => loadWeights(setOf(), use)));
    status = 200;
    expect(lines[0]).toMatch(
      /^CNN636: the weights `mine` cannot be fetched: `127.0.0.1:\d+` says 404 \(Not Found\)$/,
    );
    expect(lines[2]).toMatch(
      /^fix: correct the address; or put the file at `.*-weights\.h5`, or give `--weights mine=PATH`$/,
    );
    expect(readdirSync(use.cache)).toEqual([]);
  });

  it('is refused where it is no file of weights, and nothing is kept', async () => {
    const use = { cache: temporaryDirectory(), files: {} };
    body = '<!doctype html><p>Sign in to the network';
    const [first] = await failureOf(() => loadWeights(setOf('none'), use));
    body = bytes;
    expect(first?.code).toBe('CNN730');
    expect(first?.message).toContain('what is fetched for `mine` is no file of weights: ');
    expect(readdirSync(use.cache)).toEqual([]);
    expect(worst(await predict(setOf('none'), x, use), y)).toBeLessThan(1e-5);
  });

  it('may be given as a file', async () => {
    const use = { cache: '/nowhere', files: { mine: join(golden, 'weights.h5') } };
    expect(worst(await predict(setOf(), x, use), y)).toBeLessThan(1e-5);
  });
});

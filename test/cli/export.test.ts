import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { beforeAll, describe, expect, it } from 'vitest';
import { compile } from '../../compiler/compile.ts';
import { type ConcreteGraph, isConcrete } from '../../compiler/graph/graph.ts';
import { Source } from '../../grammar/source.ts';
import { decodeSafetensors, type TensorFile } from '../../runtime/weights/safetensors.ts';
import { exportFormats, type FileFormat } from '../../runtime/export/export-formats.ts';
import { exportRun } from '../../runtime/export/export-run.ts';
import { loadWeights } from '../../runtime/weights/sources/load-weights.ts';
import { sharedDirectory } from '../support/directory.ts';
import { layerGraph } from '../support/layer-graph.ts';
import { smallSpec } from '../support/small-spec.ts';
import { cnnc } from './run-cnnc.ts';
import { schemaErrors } from './schema.ts';

const directory = sharedDirectory();
const at = (name: string): string => join(directory(), name);

/** What `export --json` tells, checked against the schema. */
async function exported(to: string, out: string, ...others: readonly string[]): Promise<unknown> {
  const { code, out: told } = await cnnc(['export', at('run'), '--to', to, '-o', out, '--json', ...others]);
  const value: unknown = JSON.parse(told);
  expect(schemaErrors('export', value)).toEqual([]);
  return { code, ...(value as object) };
}

function tensorsOf(path: string): TensorFile['tensors'] {
  const decoded = decodeSafetensors(readFileSync(path));
  if (!decoded.ok) throw new Error(decoded.problem);
  return decoded.file.tensors;
}

function fileFormat(name: string): FileFormat {
  const found = exportFormats.find((format) => format.name === name);
  if (found === undefined || 'target' in found) throw new Error(`${name} is no file`);
  return found;
}

/** The last model of a text, as if it lay at a path. */
function graphFrom(path: string, text: string): ConcreteGraph {
  const graph = compile(new Source(path, text)).value.models.at(-1);
  if (graph === undefined || !isConcrete(graph)) throw new Error('no model');
  return graph;
}

describe('a run, exported', () => {
  beforeAll(async () => {
    const { code } = await cnnc(['run', smallSpec(directory()), '--out', at('run'), '--engine', 'cpu']);
    expect(code).toBe(0);
  });

  it('is a .keras archive of a functional model, with its classes', async () => {
    const told = await exported('keras', at('net.keras'));
    expect(told).toMatchObject({ code: 0, format: 'keras', model: 'Tiny', files: ['net.keras'] });
    const files = unzipSync(readFileSync(at('net.keras')));
    expect(Object.keys(files)).toEqual(['metadata.json', 'config.json', 'model.weights.h5']);
    const read = (name: string): unknown => JSON.parse(new TextDecoder().decode(files[name]));
    expect(read('metadata.json')).toMatchObject({ cnnc: { classes: ['circle', 'square', 'triangle'] } });
    expect(read('config.json')).toMatchObject({ class_name: 'Functional', config: { name: 'Tiny' } });
  });

  it.each([
    ['keras', 'net.keras'],
    ['h5', 'net.weights.h5'],
    ['tfjs', 'net'],
  ])('as %s gives its weights back bit for bit', async (format, name) => {
    await exported(format, at(name), '--force');
    const [model = ''] = readFileSync(at('tiny.cnn'), 'utf8').split('data Shapes');
    const graph = graphFrom(
      at('again.cnn'),
      `${model} model Again { input x: float32[8, 8, 1] net: Tiny(weights="${name}") }`,
    );
    const { values } = await loadWeights(graph, { cache: directory(), files: {} });
    const wanted = [...tensorsOf(at('run/weights.safetensors'))].map(([path, { data }]) => [
      `net.${path}`,
      data,
    ]);
    expect(values).toEqual(new Map(wanted as never));
  });

  it('as safetensors has the numbers of the run, and says what they are of', async () => {
    await exported('safetensors', at('net.safetensors'));
    expect(tensorsOf(at('net.safetensors'))).toEqual(tensorsOf(at('run/weights.safetensors')));
    const decoded = decodeSafetensors(readFileSync(at('net.safetensors')));
    expect(decoded.ok && decoded.file.metadata.get('classes')).toBe('["circle","square","triangle"]');
  });

  it.each(['onnx', 'savedmodel', 'tfjs'])('as %s is a build, with its classes', async (format) => {
    expect(await exported(format, at(format))).toMatchObject({ code: 0, format });
    const record: unknown = JSON.parse(readFileSync(join(at(format), 'cnnc.json'), 'utf8'));
    expect(record).toMatchObject({ model: 'Tiny', classes: ['circle', 'square', 'triangle'] });
  });

  it('takes `prepare` along where a graph can have it', async () => {
    expect(await exported('onnx', at('whole'), '--with-prepare')).toMatchObject({ withPrepare: true });
    const refused = await cnnc(['export', at('run'), '--to', 'keras', '-o', at('w.keras'), '--with-prepare']);
    expect(refused).toMatchObject({ code: 2 });
  });

  it('writes over nothing without being told', async () => {
    writeFileSync(at('mine.keras'), 'mine');
    expect(await exported('keras', at('mine.keras'))).toMatchObject({
      code: 1,
      diagnostics: [{ code: 'CNN775' }],
    });
    expect(readFileSync(at('mine.keras'), 'utf8')).toBe('mine');
    expect(await exported('keras', at('mine.keras'), '--force')).toMatchObject({ code: 0 });
  });

  it('says why a place cannot be written', async () => {
    expect(await exported('keras', at('tiny.cnn/net.keras'))).toMatchObject({
      code: 1,
      diagnostics: [{ code: 'CNN776' }],
    });
  });

  it('says that a format cannot hold a model', async () => {
    const format = { ...fileFormat('h5'), emit: () => Promise.reject(new Error('it needs too much memory')) };
    const options = { format, out: at('big.weights.h5'), force: false, withPrepare: false, version: '0' };
    await expect(exportRun(at('run'), options)).rejects.toMatchObject({ diagnostics: [{ code: 'CNN778' }] });
  });

  it.each([
    [['--to', 'keras', '-o', 'net.h5'], 'write `-o net.keras`'],
    [['--to', 'hdf5', '-o', 'net.h5'], 'did you mean `h5`?'],
    [['--to', 'onnx', '-o', 'net.onnx'], 'write `-o net`'],
    [['-o', 'net'], 'add `--to`'],
    [['--to', 'h5'], 'add `-o net.weights.h5`'],
  ])('%j is wrong usage, and says what is right', async (given, fix) => {
    const { code, err } = await cnnc(['export', at('run'), ...given]);
    expect(err).toContain(fix);
    expect(code).toBe(2);
    expect(existsSync('net')).toBe(false);
  });
});

it.each([
  ['RMSNormalization', { axis: 1 }, [[4, 5, 3]]],
  ['DepthwiseConv2D', { kernel_size: 3, strides: [1, 2] }, [[6, 6, 2]]],
  ['Divide', {}, [[4, 3], [3]]],
] as const)('a .keras file with %s that Keras computes otherwise is refused', (kind, given, inputs) => {
  const graph = layerGraph(kind, given, inputs);
  if ('message' in graph) throw new Error(graph.message);
  expect(fileFormat('keras').check(graph, 'runs/M-1')).toMatchObject([
    {
      code: 'CNN777',
      span: graph.layers[0]?.span,
      fix: { title: expect.stringContaining('cnnc build runs/M-1/spec.cnn --target keras') as string },
    },
  ]);
});

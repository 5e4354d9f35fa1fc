import { pathOf } from '../../../../compiler/codegen/typescript/parts/names.ts';
import { type OpenFile, readBytes } from '../../../files/read-file.ts';
import { widen } from '../../widen.ts';
import { groupBy } from '../group-by.ts';
import { layersInConfig, type NamedLayer } from '../h5/models-in-config.ts';
import type { StoredLayer, StoredWeight, StoredWeights } from '../stored-weights.ts';
import { openShards, type ReadGroup } from './open-shards.ts';
import { type ListedWeight, readManifest } from './read-manifest.ts';

/** A longer `model.json` describes no network. */
const mostText = 2 ** 24;

/**
 * The weights of a layers model of TensorFlow.js's, by its `model.json`: as its own `save`, its converter or `cnnc` writes it. Layers come in
 * the order of the description. Throws an Error that says what is wrong with it.
 */
export async function readLayersModel(path: string, file: OpenFile): Promise<StoredWeights> {
  if (file.size > mostText) throw new Error('it is too large for a `model.json`');
  const model = parse(await readBytes(file, 0, file.size));
  const { weightsManifest, modelTopology, format } = model;
  if (format === 'graph-model')
    throw new Error('it is a graph model, which has no layers: save it as a layers model');
  if (weightsManifest === undefined) throw new Error('it is no `model.json` of TensorFlow.js');
  const weights: StoredWeight[] = [];
  for (const group of readManifest(weightsManifest)) {
    const read = await openShards(path, group);
    weights.push(...group.weights.map((listed) => storedWeight(listed, read)));
  }
  const owned = groupBy(weights, ({ name }) => ownerOf(name));
  return { by: 'order', layers: inOrder(layersOf(modelTopology), owned) };
}

function parse(bytes: Buffer): Readonly<Record<string, unknown>> {
  let value: unknown;
  try {
    value = JSON.parse(bytes.toString('utf8'));
  } catch {
    throw new Error('it is no JSON, or cut short');
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new Error('it is no `model.json` of TensorFlow.js');
  return value as Readonly<Record<string, unknown>>;
}

const storedWeight = ({ name, shape, stored, start, end }: ListedWeight, read: ReadGroup): StoredWeight => ({
  name,
  shape,
  async read() {
    if (stored.kind === 'other')
      throw new Error(`\`${name.slice(0, 80)}\` holds ${stored.dtype}, and only floats are read as weights`);
    const bytes = await read(start, end);
    if (stored.kind === 'floats') return widen(bytes, stored.type);
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const { bytes: width, scale, min } = stored;
    const step = (at: number): number => (width === 1 ? view.getUint8(at) : view.getUint16(2 * at, true));
    return Float32Array.from({ length: bytes.length / width }, (_, at) => step(at) * scale + min);
  },
});

/** `model/conv/kernel` is a weight of `model/conv`. */
const ownerOf = (weight: string): string => weight.slice(0, Math.max(0, weight.lastIndexOf('/')));

/** The layers of a model as it is described, or as Keras's converter wraps the description. */
function layersOf(topology: unknown): readonly NamedLayer[] {
  const config =
    typeof topology === 'object' && topology !== null && 'model_config' in topology
      ? topology.model_config
      : topology;
  return layersInConfig(config) ?? [];
}

/** The layers that are described, each with its weights, then what else there is. */
function inOrder(
  described: readonly NamedLayer[],
  owned: ReadonlyMap<string, readonly StoredWeight[]>,
): readonly StoredLayer[] {
  const left = new Map(owned);
  const byLast = new Map([...owned.keys()].map((owner) => [owner.slice(owner.lastIndexOf('/') + 1), owner]));
  const take = ({ name, layers }: NamedLayer): readonly StoredLayer[] => {
    if (layers !== undefined) {
      const inner = layers.flatMap(take);
      return inner.length === 0 ? [] : [{ name: plain(name), weights: [], layers: inner }];
    }
    const owner = left.has(name) ? name : (byLast.get(name) ?? name);
    const weights = left.get(owner);
    left.delete(owner);
    return weights === undefined ? [] : [{ name: plain(name), weights }];
  };
  const known = described.flatMap(take);
  return [...known, ...[...left].map(([name, weights]) => ({ name: plain(name), weights }))];
}

/** A layer's name as Keras has it of a path, where TensorFlow.js has it otherwise: `stage.1.conv` is `stage_1_conv`. */
const plain = (name: string): string => pathOf(name).replaceAll(/[.[]/g, '_').replaceAll(']', '');

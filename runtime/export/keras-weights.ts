import { pathOf } from '../../compiler/codegen/keras/clashing-layers.ts';
import { kerasName } from '../../compiler/codegen/keras/keras-name.ts';
import { weightGroups } from '../../compiler/codegen/functional/model-layers.ts';
import type { ConcreteGraph } from '../../compiler/graph/graph.ts';
import type { Variable } from '../../compiler/ir/ir.ts';
import type { H5Group } from './h5/h5-group.ts';
import { writeH5 } from './h5/write-h5.ts';

/** The weights of a model as Keras 3 writes them into a `.weights.h5`. */
export function kerasWeights(
  graph: ConcreteGraph,
  values: ReadonlyMap<Variable, Float32Array>,
): Promise<Uint8Array> {
  const byName = new Map([...values].map(([{ name, shape }, data]) => [name, { shape, data }]));
  const layers = weightGroups(graph).map(({ path, tensor, variables }): H5Group => {
    const datasets = variables.map((name) => {
      const found = byName.get(name);
      if (found === undefined) throw new RangeError(`${name} has no value`);
      return found;
    });
    return { path: `${path}/vars`, name: kerasName(pathOf(tensor)), datasets };
  });
  return writeH5([...layers, { path: 'vars', name: graph.name, datasets: [] }]);
}

import { clashingLayers, pathOf } from '../../compiler/codegen/keras/clashing-layers.ts';
import type { Graph, Tensor } from '../../compiler/graph/graph.ts';
import type { Diagnostic } from '../../grammar/diagnostic.ts';
import { runtimeMessages } from '../messages.ts';

/** What is wrong with a graph whose layers Keras cannot tell apart. */
export const clashesInKeras = (graph: Graph): readonly Diagnostic[] =>
  clashingLayers(graph).map(({ first, second, ...clash }) =>
    runtimeMessages.namesJoined(graph.name, { ...clash, first: placed(first), second: placed(second) }),
  );

const placed = (tensor: Tensor) => ({ path: pathOf(tensor), span: tensor.span });

import type { InputPreparation } from '../prepare/input-preparation.ts';
import { preparePicture } from '../prepare/prepare-picture.ts';
import type { TensorOps } from '../prepare/tensor-ops.ts';
import { GraphBuilder } from './graph-builder.ts';
import { elementTypes, type OnnxGraph } from './onnx-model.ts';

/** A graph that takes pictures as they are, and makes of them what its inputs of the same names took. */
export function prepareInputs(graph: OnnxGraph, preparations: readonly InputPreparation[]): OnnxGraph {
  const build = new GraphBuilder();
  build.origin = 'prepare';
  const prepared = new Map<string, string>();
  for (const { input, dtype, shape, steps } of preparations) {
    const open = ['N', 'height', 'width', 'channels'];
    build.inputs.push({ name: input, elementType: dtype, dims: [-1, ...shape], open });
    const tensor = preparePicture(opsOf(build), input, steps);
    build.outputs.push({ name: tensor, elementType: 'float32', dims: [] });
    prepared.set(input, tensor);
  }
  const front = build.finish('prepare');
  const own = new Map(front.initializers.map(({ name }) => [name, `prepare/${name}`]));
  const nameOf = (name: string): string => own.get(name) ?? name;
  const taken = (name: string): string => prepared.get(name) ?? name;
  return {
    ...graph,
    nodes: [
      ...front.nodes.map((node) => ({ ...node, inputs: node.inputs.map(nameOf) })),
      ...graph.nodes.map((node) => ({ ...node, inputs: node.inputs.map(taken) })),
    ],
    initializers: [
      ...front.initializers.map((each) => ({ ...each, name: nameOf(each.name) })),
      ...graph.initializers,
    ],
    inputs: graph.inputs.map((info) => front.inputs.find(({ name }) => name === info.name) ?? info),
  };
}

const opsOf = (build: GraphBuilder): TensorOps => {
  const binary =
    (opType: string) =>
    (a: string, b: string): string =>
      build.node(opType, [a, b]);
  const single = (tensor: string): string => build.node('Unsqueeze', [tensor, build.ints([0])]);
  return {
    toFloat: (tensor) => build.node('Cast', [tensor], { to: elementTypes.float32 }),
    toIndex: (tensor) => build.node('Cast', [tensor], { to: elementTypes.int64 }),
    sizeOf: (tensor, axis) =>
      build.node('Squeeze', [build.node('Shape', [tensor], { start: axis, end: axis + 1 }), build.ints([0])]),
    index: (value) => build.node('Squeeze', [build.ints([value]), build.ints([0])]),
    floats: (values) => build.floats(values, [values.length]),
    float: (value) => build.scalar(value),
    ...{ add: binary('Add'), subtract: binary('Sub'), multiply: binary('Mul'), divide: binary('Div') },
    ...{ least: binary('Min'), greatest: binary('Max') },
    floor: (tensor) => build.node('Floor', [tensor]),
    ceil: (tensor) => build.node('Ceil', [tensor]),
    reshape: (tensor, dims) => build.node('Reshape', [tensor, build.ints(dims)]),
    gather: (tensor, indices, axis) => build.node('Gather', [tensor, indices], { axis }),
    slice: (tensor, axis, start, size) => {
      const end = build.node('Add', [start, size]);
      return build.node('Slice', [tensor, single(start), single(end), build.ints([axis])]);
    },
  };
};

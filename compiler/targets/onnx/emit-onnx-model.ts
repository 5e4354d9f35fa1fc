import type { Program, Variable } from '../../ir/ir.ts';
import { emitOnnx, type EmittedGraph, onnxModel, type VariablePort } from './emit-onnx.ts';
import { logical, relayoutOnHost } from './layout.ts';
import type { InputPreparation } from '../prepare/input-preparation.ts';
import type { Finding } from '../detections/finding.ts';
import { findObjects } from './find-objects.ts';
import { prepareInputs } from './prepare-inputs.ts';
import type { OnnxGraph, OnnxTensor } from './onnx-model.ts';

/** The file of a program that predicts, for any batch, with its weights in it under their paths; of pictures as they are where it has preparations, and with the objects that are found. */
export function emitOnnxModel(
  program: Program,
  values: ReadonlyMap<Variable, Float32Array>,
  preparations: readonly InputPreparation[] = [],
  findings: readonly Finding[] = [],
): Uint8Array {
  if (program.updates.length > 0) throw new RangeError('a program that moves variables cannot hold them');
  const emitted = emitOnnx(program, 'open');
  const held = new Set(emitted.variables.map(({ tensor }) => tensor));
  const weights = emitted.variables.map((port) => initializer(port, values.get(port.variable)));
  const { graph } = emitted;
  const whole: OnnxGraph = {
    ...graph,
    inputs: graph.inputs.filter(({ name }) => !held.has(name)),
    initializers: [...graph.initializers, ...weights],
  };
  const named = renamed(whole, publicNames(program, emitted));
  return onnxModel({ ...emitted, graph: findObjects(prepareInputs(named, preparations), findings) });
}

/**
 * The file of a program of a training, for one batch size: it takes its variables under their paths, in the program's
 * own order of elements, and gives each that it moves as `<path>/next`.
 */
export function emitOnnxStep(program: Program, batch: number): Uint8Array {
  const layouts = new Map(
    program.variables.map(({ variable }) => [variable, logical(variable.shape.length)] as const),
  );
  const emitted = emitOnnx(program, batch, { layouts });
  return onnxModel({ ...emitted, graph: renamed(emitted.graph, publicNames(program, emitted)) });
}

function initializer(
  { tensor, variable, layout, dims }: VariablePort,
  data: Float32Array | undefined,
): OnnxTensor {
  if (data === undefined) throw new RangeError(`there are no numbers for ${variable.name}`);
  const placed = relayoutOnHost(data, variable.shape, logical(variable.shape.length), layout);
  return { name: tensor, elementType: 'float32', dims, data: placed };
}

/** What tensors are called outside: a model's inputs by their own names where the program has no others. */
function publicNames(program: Program, emitted: EmittedGraph): ReadonlyMap<string, string> {
  const bare = program.inputs.every(({ role }) => role.kind === 'input');
  const names = new Map<string, string>();
  program.inputs.forEach(({ name, role }, index) => {
    const port = emitted.inputs[index];
    if (port) names.set(port.tensor, bare && role.kind === 'input' ? role.key : name);
  });
  for (const { tensor, name } of [...emitted.variables, ...emitted.outputs]) names.set(tensor, name);
  for (const { tensor, name } of emitted.updates) names.set(tensor, `${name}/next`);
  return names;
}

/** A graph whose tensors have other names; a node is called after what it makes. */
function renamed(graph: OnnxGraph, names: ReadonlyMap<string, string>): OnnxGraph {
  const nameOf = (tensor: string): string => names.get(tensor) ?? tensor;
  const withName = <T extends { readonly name: string }>(each: T): T => ({
    ...each,
    name: nameOf(each.name),
  });
  return {
    ...graph,
    nodes: graph.nodes.map((node) => ({
      ...node,
      inputs: node.inputs.map(nameOf),
      outputs: node.outputs.map(nameOf),
    })),
    initializers: graph.initializers.map(withName),
    inputs: graph.inputs.map(withName),
    outputs: graph.outputs.map(withName),
  };
}

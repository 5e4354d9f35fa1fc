import type { ConcreteGraph } from '../../compiler/graph/graph.ts';
import { Builder } from '../../compiler/ops/builder.ts';
import { differentiate } from '../../compiler/passes/differentiate.ts';
import type { Program, Value, Variable } from '../../compiler/ir/ir.ts';
import { graphVariables, lowerGraph } from '../../compiler/lower/lower-graph.ts';
import { simplify } from '../../compiler/passes/simplify.ts';
import { batched, shapeAt } from '../../compiler/ir/extent.ts';
import type { Engine, HostTensor, Session } from '../../runtime/engines/engine.ts';
import { hashed } from './hashed.ts';

/** What a graph's first layer computes and how it changes, as one program. */
export interface LayerProgram {
  /** Outputs y, and gradients `dx0`, …, `d/layer/kernel`, … of Σ w · y. */
  readonly program: Program;
  readonly variables: readonly Variable[];
}

/** The program of a graph of one layer. */
export function layerProgram(graph: ConcreteGraph): LayerProgram {
  const build = new Builder();
  const variables = graphVariables(graph);
  const inputs = graph.inputs.map(({ name, shape }) =>
    build.input(`input/${name}`, { shape: batched(shape), dtype: 'float32' }, { kind: 'input', key: name }),
  );
  const named = new Map(graph.inputs.map(({ name }, index) => [name, inputs[index] as Value]));
  const values = lowerGraph(build, graph, variables, named, { training: false, frozen: new Set() });
  const y = values.get(graph.layers[0]!)!;
  const w = build.input('w', { shape: y.shape, dtype: 'float32' }, { kind: 'input', key: 'w' });
  const product = build.op('multiply', [y, w], {});
  const axes = y.shape.map((_, axis) => axis);
  const total = build.op('reduceSum', [product], { axes, keepDims: false });
  build.output('y', y);
  const weights = [...variables.values()].map((variable) => [variable, build.read(variable)] as const);
  const wanted = [...inputs, ...weights.map(([, value]) => value)];
  const names = [...inputs.map((_, index) => `dx${index}`), ...weights.map(([{ name }]) => `d/${name}`)];
  differentiate(build, total, wanted).forEach((gradient, index) => {
    if (gradient !== undefined) build.output(names[index] ?? '', gradient);
  });
  return { program: simplify(build.finish('step')), variables: [...variables.values()] };
}

/** Inputs from `low` to 1 and w from -1 to 1, as the golden script draws them. */
export function layerFeed(program: Program, batch: number, low = -1): Map<string, HostTensor> {
  const inputs = program.inputs.filter(({ name }) => name !== 'w');
  return new Map(
    program.inputs.map(({ name, value }): [string, HostTensor] => {
      const shape = shapeAt(value.shape, batch);
      const index = inputs.findIndex((input) => input.name === name);
      const data =
        index < 0
          ? hashed(300, shape).map((u) => 2 * u - 1)
          : hashed(100 + index, shape).map((u) => low + (1 - low) * u);
      return [name, { dtype: 'float32', shape, data: Float32Array.from(data) }];
    }),
  );
}

/** A session with weights as the golden script draws them. */
export function openLayer(engine: Engine, variables: readonly Variable[]): Promise<Session> {
  const first = variables.map((variable, index): [Variable, Float32Array] => [
    variable,
    Float32Array.from(hashed(200 + index, variable.shape), (u) => u - 0.3),
  ]);
  return engine.open(new Map(first));
}

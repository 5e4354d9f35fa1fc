import { readFileSync } from 'node:fs';
import { compile } from '../compiler/compile.ts';
import { type ConcreteGraph, type Head, isConcrete } from '../compiler/graph/graph.ts';
import { defaultsOf } from '../compiler/catalogue/parameters/defaults-of.ts';
import { optimizers } from '../compiler/catalogue/optimizers/registry.ts';
import { legalize } from '../compiler/passes/legalize.ts';
import { planPhase, type PhasePlan } from '../compiler/lower/phase-plan.ts';
import { headActivation } from '../compiler/train/head-activation.ts';
import type { PhaseSpec } from '../compiler/train/train-spec.ts';
import { Source } from '../grammar/source.ts';
import { tfjsTarget } from '../runtime/engines/tfjs/target.ts';

/** A network that is to be trained, all of it. */
export interface TrainingTask {
  readonly name: string;
  readonly graph: ConcreteGraph;
  readonly batch: number;
  readonly optimizer: TaskOptimizer;
}

/** SGD has momentum. */
export type TaskOptimizer = 'Adam' | 'SGD';

/**
 * The model of an example, `NAME` with its own pictures or `NAME:SIZE` with square ones of a size; one whose pictures have any
 * size gets 64×64. `cnn:NAME` is one of the library's.
 */
export function networkOf(entry: string): { readonly name: string; readonly graph: ConcreteGraph } {
  const [name = '', size = ''] = entry.replace(/^cnn:/, '').split(':');
  const text = entry.startsWith('cnn:') ? applied(name) : readFileSync(`examples/${name}.cnn`, 'utf8');
  const sized = text.replace(
    /(input image: float32\[)(\?\w+, \?\w+|\d+, \d+)/,
    (whole, head: string, own: string) =>
      size === '' && !own.startsWith('?') ? whole : `${head}${size || 64}, ${size || 64}`,
  );
  const graph = compile(new Source(`${name}.cnn`, sized)).value.models.at(-1);
  if (graph === undefined || !isConcrete(graph)) throw new RangeError(`${name} has no model of known sizes`);
  const shape = graph.inputs.map((input) => input.shape.join('×')).join(', ');
  return { name: `${name}, ${shape}`, graph };
}

const applied = (name: string): string => `import { ${name} } from "cnn:applications"
model Applied { input image: float32[224, 224, 3]  output label: ${name} }`;

/** What a head is compared with: classes where it gives probabilities, else numbers. */
export const lossOf = ({ tensor }: Head): 'sparse_categorical_crossentropy' | 'mse' =>
  headActivation(tensor) === 'softmax' ? 'sparse_categorical_crossentropy' : 'mse';

function phaseOf({ graph, batch, optimizer }: TrainingTask, recompute: PhaseSpec['recompute']): PhaseSpec {
  const { span } = graph;
  const { params: table } = optimizers[optimizer];
  const params = { ...defaultsOf(table), ...('momentum' in table ? { momentum: 0.9 } : {}) };
  const objectives = graph.heads.map((head) => ({
    head: head.name,
    target: head.name,
    loss: { kind: lossOf(head), params: {} } as const,
    weight: 1,
    metrics: [],
    span,
  }));
  return {
    name: 'main',
    epochs: 1,
    batch,
    optimizer: { kind: optimizer, params, span },
    objectives,
    frozen: new Set(),
    span,
    ...(recompute === undefined ? {} : { recompute }),
  };
}

/** The task's programs and their memory on the cpu engine. */
export const planOf = (task: TrainingTask, recompute?: PhaseSpec['recompute']): PhasePlan =>
  planPhase(task.graph, phaseOf(task, recompute), {
    legalize: (program) => legalize(program, tfjsTarget('cpu')),
  });

/** Multiply-adds of a forward pass. */
export const forwardMacs = ({ graph, batch }: TrainingTask): number =>
  batch * graph.layers.reduce((sum, { macs }) => sum + macs, 0);

import { expect } from 'vitest';
import { defaultsOf } from '../../../compiler/catalogue/parameters/defaults-of.ts';
import { optimizers } from '../../../compiler/catalogue/optimizers/registry.ts';
import { compile } from '../../../compiler/compile.ts';
import { type ConcreteGraph, isConcrete } from '../../../compiler/graph/graph.ts';
import { shapeAt } from '../../../compiler/ir/extent.ts';
import type { Program } from '../../../compiler/ir/ir.ts';
import { buildPrograms, type PhasePrograms, scalarsOf } from '../../../compiler/lower/build-programs.ts';
import type { ObjectiveSpec, PhaseSpec } from '../../../compiler/train/train-spec.ts';
import { Source } from '../../../grammar/source.ts';
import type { Engine, HostTensor } from '../../../runtime/engines/engine.ts';
import golden from '../../golden/training.json' with { type: 'json' };
import { testSpan } from '../../support/span.ts';
import { type Case, type CaseName, cases, losses } from './cases.ts';
import { initial, product, targets, uniform } from './draws.ts';

/** The model of a text without errors. */
export function graphOf(text: string): ConcreteGraph {
  const { value, diagnostics } = compile(new Source('golden.cnn', text));
  expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  const graph = value.models[0];
  if (graph === undefined || !isConcrete(graph)) throw new Error('the model did not compile');
  return graph;
}

type Losses = Pick<ObjectiveSpec, 'loss' | 'moreLosses'>;

/** The losses of an objective as it is written. */
function writtenLosses(model: string, head: string, written: string): Losses {
  const text = `${losses} ${model}
    data D { source = shapes(10, size=12, channels=2, classes=5) field label: class[5] field box: box[center] }
    train Small on D { batch = 8 objective ${head} { loss = ${written} } phase a { epochs = 1 optimizer = SGD } }`;
  const { value, diagnostics } = compile(new Source('loss.cnn', text));
  expect(diagnostics.filter(({ code }) => code !== 'CNN131')).toEqual([]);
  const objective = value.trains[0]?.spec.phases[0]?.objectives[0];
  if (objective === undefined) throw new Error('the train block did not compile');
  return objective;
}

function phaseOf({ model, heads, optimizer: [kind, given] }: Case, batch: number): PhaseSpec {
  const objectives = Object.entries(heads).map(
    ([head, { loss, fromLogits = false, weight = 1, metric }]): ObjectiveSpec => ({
      head,
      target: head,
      ...(typeof loss === 'string'
        ? {
            loss: { kind: loss, params: { from_logits: fromLogits, label_smoothing: 0, ignore_class: null } },
          }
        : writtenLosses(model, head, loss.written)),
      weight,
      metrics: metric ? [{ name: 'accuracy', kind: metric, params: {} }] : [],
      span: testSpan,
    }),
  );
  return {
    name: 'main',
    epochs: 1,
    batch,
    optimizer: { kind, params: { ...defaultsOf(optimizers[kind].params), ...given }, span: testSpan },
    objectives,
    frozen: new Set(),
    span: testSpan,
  };
}

/** Everything a program is fed in one step. */
function feeds(program: Program, { heads }: Case, programs: PhasePrograms, batch: number, step: number) {
  const scalars = scalarsOf(programs, step + 1);
  return new Map(
    program.inputs.map(({ name, role, value }): [string, HostTensor] => {
      const shape = shapeAt(value.shape, batch);
      if (role.kind === 'input') {
        return [
          name,
          { dtype: 'float32', shape, data: new Float32Array(uniform(1000 + step, product(shape))) },
        ];
      }
      if (role.kind === 'scalar') {
        return [name, { dtype: 'float32', shape, data: Float32Array.of(scalars[role.key] ?? NaN) }];
      }
      const head = role.kind === 'target' ? heads[role.key] : undefined;
      if (head === undefined) throw new Error(`nothing to feed ${name}`);
      return [name, targets[head.target](2000 + (head.seed ?? 0) + step, batch, head.width)];
    }),
  );
}

const built = new Map<CaseName, PhasePrograms>();

/** The programs of a case, built once for all engines. */
function programsOf(name: CaseName): PhasePrograms {
  const example = cases[name];
  const programs =
    built.get(name) ?? buildPrograms(graphOf(example.model), phaseOf(example, golden.cases[name].batch));
  built.set(name, programs);
  return programs;
}

/** The losses of so many steps; after all of them, also what is evaluated. */
export async function train(engine: Engine, name: CaseName, steps: number) {
  const example = cases[name];
  const { batch, losses: all } = golden.cases[name];
  const programs = programsOf(name);
  let seed = 1;
  const first = new Map(
    programs.variables.map((variable) => [
      variable,
      variable.role === 'slot' ? new Float32Array(product(variable.shape)) : initial(variable, seed++),
    ]),
  );
  const session = await engine.open(first);
  try {
    const losses: number[] = [];
    for (let step = 0; step < steps; step++) {
      const outputs = await session.run(
        programs.step,
        batch,
        feeds(programs.step, example, programs, batch, step),
      );
      losses.push(outputs.get('loss')?.data[0] ?? NaN);
    }
    if (steps < all.length) return { losses };
    const inputs = feeds(programs.evaluate, example, programs, batch, steps);
    return { losses, evaluated: await session.run(programs.evaluate, batch, inputs) };
  } finally {
    await session.dispose();
  }
}

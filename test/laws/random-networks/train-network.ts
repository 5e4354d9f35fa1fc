import { scalarsOf } from '../../../compiler/lower/build-programs.ts';
import type { CompiledTrain } from '../../../compiler/compile.ts';
import type { Program, Variable } from '../../../compiler/ir/ir.ts';
import type { PhasePlan } from '../../../compiler/lower/phase-plan.ts';
import { shapeAt } from '../../../compiler/ir/extent.ts';
import type { BatchField } from '../../../runtime/data/batches.ts';
import type { Engine, HostTensor } from '../../../runtime/engines/engine.ts';
import { feed } from '../../../runtime/train/feed.ts';
import { initialize } from '../../../runtime/weights/initialize.ts';
import { hashed } from '../../support/hashed.ts';
import { compileText } from '../../support/compile-text.ts';
import { drawNetwork } from './draw-network.ts';

/** A network drawn by chance, compiled. */
export interface Drawn {
  readonly text: string;
  readonly train: CompiledTrain;
  readonly plan: PhasePlan;
}

/** The network of a seed, which must be one without mistakes. */
export function compileDrawn(seed: number): Drawn {
  const text = drawNetwork(seed);
  const { value, diagnostics } = compileText(text);
  const mistake = diagnostics.find(({ severity }) => severity === 'error');
  const [train] = value.trains;
  const plan = train?.plans[0];
  if (mistake !== undefined || train === undefined || plan === undefined)
    throw new Error(`${mistake?.code}: ${mistake?.message}`);
  return { text, train, plan };
}

/** What a training gives: losses by step and name, and what the variables hold at its end. */
export type Trace = ReadonlyMap<string, HostTensor['data']>;

/** Two updates, of batches of which one is smaller, and an evaluation. */
export async function trainDrawn(engine: Engine, { programs, phase }: PhasePlan): Promise<Trace> {
  const { step, apply, evaluate, variables } = programs;
  const batches = phase.accumulate ?? 1;
  const trace = new Map<string, HostTensor['data']>();
  const session = await engine.open(firstValues(variables));
  const run = async (program: Program, place: number, count: number, given: Scalars): Promise<void> => {
    const results = await session.run(program, count, drawnFeed(program, place, count, given));
    for (const [name, { data }] of results)
      if (name.startsWith('loss')) trace.set(`${name} of ${place}`, data);
  };
  try {
    for (let place = 0; place < 2 * batches; place += 1) {
      const given = scalarsOf(programs, Math.floor(place / batches) + 1);
      const examples = place === 1 ? Math.max(1, phase.batch - 1) : phase.batch;
      await run(step, place, examples, { ...given, examples });
      const isUpdate = apply !== undefined && (place + 1) % batches === 0;
      if (isUpdate) await run(apply, place, 1, { ...given, examples: batches * phase.batch });
    }
    await run(evaluate, 2 * batches, phase.batch, {});
    const held = await session.read(variables.map(({ name }) => name));
    return new Map([...trace, ...held]);
  } finally {
    await session.dispose();
  }
}

type Scalars = Readonly<Record<string, number>>;

export const firstValues = (variables: readonly Variable[]): ReadonlyMap<Variable, Float32Array> =>
  new Map(variables.map((variable) => [variable, initialize(variable, 11)]));

/** What a program is fed at a place of a training. */
export function drawnFeed(
  program: Program,
  place: number,
  count: number,
  scalars: Scalars,
): ReadonlyMap<string, HostTensor> {
  const fields = new Map<string, BatchField>();
  program.inputs.forEach(({ role, value }, seed) => {
    if (role.kind !== 'input' && role.kind !== 'target') return;
    const shape = role.key === 'label' ? [count] : shapeAt(value.shape, count);
    const spread = role.key === 'label' ? Math.round : (u: number) => 2 * u - 1;
    const values = Float32Array.from(hashed(100 * place + seed, shape), spread);
    fields.set(role.key, { shape: shape.slice(1), values });
  });
  const step = { place: { seed: 1, phase: 'main', iteration: place }, scalars };
  return feed(program, { count, indexes: [], fields, cursor: 0 }, new Map(), step);
}

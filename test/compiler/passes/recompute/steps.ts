import type { PhasePlan } from '../../../../compiler/lower/phase-plan.ts';
import type { Program, ProgramInput, Variable } from '../../../../compiler/ir/ir.ts';
import { shapeAt } from '../../../../compiler/ir/extent.ts';
import type { Engine, HostTensor } from '../../../../runtime/engines/engine.ts';
import { initialize } from '../../../../runtime/weights/initialize.ts';
import { compileText } from '../../../support/compile-text.ts';
import { generator } from '../../../laws/numbers.ts';

/** The plan of the only phase of a model `M` with a head `label` of 3 classes; `settings` are the train block's. */
export function phaseOf(body: string, settings: string, input = '8, 8, 2'): PhasePlan {
  const { value, diagnostics } = compileText(`model M {
    input image: float32[${input}]
    ${body}
    output label: Dense(3, activation=softmax)
  }
  data D { source = shapes(count=20, size=8, channels=2, classes=3)  field label: class[3] }
  train M on D {
    ${settings}
    objective label { loss = sparse_categorical_crossentropy  metrics = [accuracy] }
    phase main { epochs = 1  optimizer = Adam }
  }`);
  const [mistake] = diagnostics.filter(({ severity }) => severity === 'error');
  const plan = value.trains[0]?.plans[0];
  if (mistake !== undefined || plan === undefined) throw new Error(mistake?.message ?? 'no plan');
  return plan;
}

/** What two steps of a program give and leave in the variables. */
export async function twoSteps(
  engine: Pick<Engine, 'open'>,
  step: Program,
  variables: readonly Variable[],
  batch: number,
): Promise<ReadonlyMap<string, readonly number[]>> {
  const session = await engine.open(new Map(variables.map((each) => [each, initialize(each, 7)])));
  const found = new Map<string, readonly number[]>();
  for (const seed of [1, 2]) {
    const random = generator(seed);
    const fed = step.inputs.map((input) => [input.name, draw(input, batch, random)] as const);
    for (const [name, { data }] of await session.run(step, batch, new Map(fed)))
      found.set(`${name} ${seed}`, [...data]);
  }
  for (const [name, data] of await session.read(variables.map(({ name }) => name)))
    found.set(name, [...data]);
  await session.dispose();
  return found;
}

/** Something to feed an input with. */
export function draw({ role, value }: ProgramInput, batch: number, random: () => number): HostTensor {
  const shape = shapeAt(value.shape, batch);
  const size = shape.reduce((product, length) => product * length, 1);
  if (value.dtype === 'int32') {
    return { dtype: 'int32', shape, data: Int32Array.from({ length: size }, (_, index) => index % 3) };
  }
  const one = (): number => (role.kind === 'scalar' ? 0.01 : random());
  return { dtype: 'float32', shape, data: Float32Array.from({ length: size }, one) };
}

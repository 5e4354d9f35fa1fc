import { describe, expect, it } from 'vitest';
import { buildPrograms, scalarsOf } from '../../../compiler/lower/build-programs.ts';
import { initialize } from '../../../runtime/weights/initialize.ts';
import type { HostTensor } from '../../../runtime/engines/engine.ts';
import { shapeAt } from '../../../compiler/ir/extent.ts';
import { cpu } from '../../laws/engines.ts';
import { compileText } from '../../support/compile-text.ts';

const textOf = (settings: string): string => `block Base(filters) { Conv2D(filters, 3)  BatchNormalization }
model Tuned {
  input image: float32[8, 8, 1]
  base: Base(2)
  Flatten
  output label: Dense(3, activation=softmax)
}
data D { source = shapes(30, size=8, classes=3)  field label: class[3]  prepare { Rescaling(1/255) } }
train Tuned on D {
  batch = 4
  objective label { loss = sparse_categorical_crossentropy }
  phase main { epochs = 1  ${settings} }
}`;

function phaseOf(settings: string) {
  const { value, diagnostics } = compileText(textOf(settings));
  const told = diagnostics.filter(({ severity }) => severity === 'error');
  const spec = value.trains[0]?.spec;
  return { spec, phase: spec?.phases[0], told };
}

/** How far each weight goes in the first update. */
async function movesOf(settings: string): Promise<ReadonlyMap<string, readonly number[]>> {
  const { spec, phase } = phaseOf(settings);
  if (spec === undefined || phase === undefined) throw new Error('the train block did not compile');
  const programs = buildPrograms(spec.graph, phase);
  const scalars = scalarsOf(programs, 1);
  const first = new Map(programs.variables.map((variable) => [variable, initialize(variable, 3)]));
  const session = await cpu.open(first);
  const fed = new Map(
    programs.step.inputs.map(({ name, role, value }): [string, HostTensor] => {
      const shape = shapeAt(value.shape, 4);
      const size = shape.reduce((product, length) => product * length, 1);
      if (role.kind === 'scalar')
        return [name, { dtype: 'float32', shape, data: Float32Array.of(scalars[role.key] ?? NaN) }];
      if (role.kind === 'target') return [name, { dtype: 'int32', shape, data: Int32Array.of(0, 1, 2, 1) }];
      const data = Float32Array.from({ length: size }, (_, index) => Math.sin(index * 1.7));
      return [name, { dtype: 'float32', shape, data }];
    }),
  );
  await session.run(programs.step, 4, fed);
  const weights = programs.variables.filter(({ role }) => role === 'weight');
  const after = await session.read(weights.map(({ name }) => name));
  await session.dispose();
  return new Map(
    weights.map((variable) => {
      const before = first.get(variable) ?? new Float32Array();
      return [variable.name, [...(after.get(variable.name) ?? [])].map((x, at) => x - (before[at] ?? NaN))];
    }),
  );
}

const ratios = (a: readonly number[] = [], b: readonly number[] = []): readonly number[] =>
  a.flatMap((x, index) => (Math.abs(b[index] ?? 0) < 1e-4 ? [] : [x / (b[index] ?? NaN)]));

describe('rates', () => {
  it.each(['SGD(0.1)', 'Adam(0.01)', 'RMSprop(0.01)'])(
    'multiply how far weights go with %s; the last that names one counts',
    async (optimizer) => {
      const plain = await movesOf(`optimizer = ${optimizer}`);
      const tuned = await movesOf(`optimizer = ${optimizer}  rates = [0.25 * base, 2 * bias]`);
      const factorOf = (name: string): number =>
        name.endsWith('/bias') ? 2 : name.startsWith('base') ? 0.25 : 1;
      let compared = 0;
      for (const [name, moves] of plain)
        for (const ratio of ratios(tuned.get(name), moves)) {
          expect(ratio, name).toBeCloseTo(factorOf(name), 2);
          compared++;
        }
      expect(compared).toBeGreaterThan(20);
    },
  );

  it.each([
    ['0.1 * head', 'CNN420'],
    ['0.1 * base.conv', 'CNN420'],
    ['0 * base', 'CNN484'],
    ['-1 * base', 'CNN484'],
    ['base', 'CNN112'],
    ['0.1 + base', 'CNN112'],
    ['base * 0', 'CNN484'],
  ])('that say %s are told', (written, code) => {
    expect(phaseOf(`optimizer = SGD  rates = [${written}]`).told.map((each) => each.code)).toEqual([code]);
  });
});

describe('no_decay', () => {
  it('leaves weights alone, by what they are called and by paths', async () => {
    const plain = await movesOf('optimizer = SGD(0.1)');
    const decays = 'optimizer = SGD(0.1, weight_decay=0.5)';
    const decayed = await movesOf(decays);
    const kept = await movesOf(`${decays}  no_decay = [bias, gamma, beta, base.conv2d.kernel]`);
    expect(decayed.get('base.conv2d/kernel')).not.toEqual(plain.get('base.conv2d/kernel'));
    const others = [...kept.keys()].filter((name) => !name.startsWith('base'));
    for (const [name, moves] of kept)
      expect(moves, name).toEqual(
        (others.includes(name) && name.endsWith('kernel') ? decayed : plain).get(name),
      );
  });
});

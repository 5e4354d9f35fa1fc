import type { Program, Variable } from '../../compiler/program/ir.ts';
import { shapeAt } from '../../compiler/program/size.ts';
import type { EngineName, HostTensor } from '../../runtime/engines/engine.ts';
import { chooseEngine } from '../../runtime/engines/registry.ts';
import { initialize } from '../../runtime/weights/initialize.ts';
import { fashion, resnet34 } from '../networks.ts';
import { type Entry, skip, type Task } from './contestant.ts';

/** One of cnnc's own engines on the step program. */
export async function engineContestant(name: EngineName, { net, batch }: Task): Promise<Entry> {
  const label = `cnnc ${name}`;
  const choice = await chooseEngine(name);
  if (!choice.ok) return skip(label, choice.reason);
  const { engine, legalize } = choice.loaded;
  const program = legalize(net === 'fashion' ? fashion() : resnet34());
  const session = await engine.open(firstValues(program), [program]);
  const inputs = randomInputs(program, batch);
  await session.prepare(program, batch);
  const contestant = {
    name: label,
    async time(steps: number): Promise<readonly number[]> {
      const times: number[] = [];
      for (let step = -2; step < steps; step++) {
        const start = performance.now();
        await session.run(program, batch, inputs);
        if (step >= 0) times.push(performance.now() - start);
      }
      return times;
    },
    dispose: () => session.dispose(),
  };
  return { contestant };
}

const firstValues = (program: Program): ReadonlyMap<Variable, Float32Array> =>
  new Map(program.variables.map(({ variable }, index) => [variable, initialize(variable, index)]));

function randomInputs(program: Program, batch: number): ReadonlyMap<string, HostTensor> {
  return new Map(
    program.inputs.map(({ name, value, role }): [string, HostTensor] => {
      const shape = shapeAt(value.shape, batch);
      const length = shape.reduce((product, size) => product * size, 1);
      if (role.kind === 'scalar') return [name, { dtype: 'float32', shape, data: Float32Array.of(0.01) }];
      return value.dtype === 'int32'
        ? [name, { dtype: 'int32', shape, data: Int32Array.from({ length }, (_, index) => index % 10) }]
        : [name, { dtype: 'float32', shape, data: Float32Array.from({ length }, Math.random) }];
    }),
  );
}

import type { Program } from '../../compiler/ir/ir.ts';
import type { EngineName } from '../../runtime/engines/engine.ts';
import { chooseEngine } from '../../runtime/engines/registry.ts';
import { firstValues, randomInputs } from '../feeds.ts';
import { matrixProduct, productFlops } from '../matrix-product.ts';
import { networks } from '../networks.ts';
import { type Entry, skip, type Task } from './contestant.ts';

/** One of cnnc's own engines on the step program. */
export const engineContestant = (name: EngineName, { net, batch }: Task): Promise<Entry> =>
  programContestant(name, `cnnc ${name}`, networks[net](), batch);

/** An engine on one plain matrix product: what its library and the machine can do. */
export const productContestant = (name: EngineName): Promise<Entry> =>
  programContestant(name, `matrix product on ${name}`, matrixProduct(), 1, productFlops);

async function programContestant(
  name: EngineName,
  label: string,
  written: Program,
  batch: number,
  flops?: number,
): Promise<Entry> {
  const choice = await chooseEngine(name);
  if (!choice.ok) return skip(label, choice.reason);
  const { engine, legalize } = choice.loaded;
  const program = legalize(written);
  const session = await engine.open(firstValues(program.variables.map(({ variable }) => variable)), [
    program,
  ]);
  const inputs = randomInputs(program, batch);
  await session.prepare(program, batch);
  const contestant = {
    name: label,
    ...(flops === undefined ? {} : { flops }),
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

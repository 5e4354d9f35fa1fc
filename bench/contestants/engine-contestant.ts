import type { EngineName } from '../../runtime/engines/engine.ts';
import { chooseEngine } from '../../runtime/engines/registry.ts';
import { firstValues, randomInputs } from '../feeds.ts';
import { fashion, resnet34 } from '../networks.ts';
import { type Entry, skip, type Task } from './contestant.ts';

/** One of cnnc's own engines on the step program. */
export async function engineContestant(name: EngineName, { net, batch }: Task): Promise<Entry> {
  const label = `cnnc ${name}`;
  const choice = await chooseEngine(name);
  if (!choice.ok) return skip(label, choice.reason);
  const { engine, legalize } = choice.loaded;
  const program = legalize(net === 'fashion' ? fashion() : resnet34());
  const session = await engine.open(firstValues(program.variables.map(({ variable }) => variable)), [
    program,
  ]);
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

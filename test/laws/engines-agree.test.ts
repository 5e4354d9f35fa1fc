import { describe, expect, it } from 'vitest';
import {
  batchOf,
  initialValues,
  plainNetwork,
  residualNetwork,
  type Network,
} from '../runtime/engines/tfjs/networks.ts';
import type { Engine } from '../../runtime/engines/engine.ts';
import { cpu, otherEngines } from './engines.ts';

/** The losses of some steps from the same weights and batches. */
async function losses(engine: Engine, network: Network, steps: number): Promise<number[]> {
  const session = await engine.open(initialValues(network));
  const found: number[] = [];
  for (let step = 0; step < steps; step += 1) {
    const results = await session.run(network.step, 3, batchOf(network, 3, step));
    found.push(results.get('loss')?.data[0] ?? NaN);
  }
  await session.dispose();
  return found;
}

const networks = { plain: plainNetwork('Adam'), residual: residualNetwork('SGD') };

describe.each(['plain', 'residual'] as const)('20 steps of the %s network', (name) => {
  let first: Promise<readonly number[]> | undefined;

  for (const { engine, availability } of otherEngines) {
    it.skipIf(!availability.available)(`${engine.name} loses what cpu loses`, async () => {
      const wanted = await (first ??= losses(cpu, networks[name], 20));
      const found = await losses(engine, networks[name], 20);
      expect(new Set(wanted).size).toBe(20);
      found.forEach((loss, step) => {
        expect(Math.abs(loss - (wanted[step] ?? NaN)) / Math.abs(wanted[step] ?? NaN)).toBeLessThan(1e-4);
      });
    });
  }
});

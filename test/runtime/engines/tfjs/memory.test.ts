import { describe, expect, it } from 'vitest';
import { optimizers } from '../../../../compiler/optimizers/registry.ts';
import { peakAt } from '../../../../compiler/program/plan.ts';
import { tfjsPlan } from '../../../../runtime/engines/tfjs/compiled-program.ts';
import { measureMemory } from '../../../../runtime/engines/tfjs/measure.ts';
import { tfjsEngine } from '../../../../runtime/engines/tfjs/node.ts';
import {
  batchOf,
  initialValues,
  type Network,
  type OptimizerKind,
  plainNetwork,
  residualNetwork,
} from './networks.ts';

/** Enough channels for convolutions that hold transformed filters beside them. */
const wideNetwork = (optimizer: OptimizerKind): Network => plainNetwork(optimizer, [12, 12, 1], 8);

const networks = { plain: plainNetwork, wide: wideNetwork, residual: residualNetwork };
const cases = (['cpu', 'wasm'] as const).flatMap((backend) =>
  (Object.keys(optimizers) as OptimizerKind[]).flatMap((optimizer) =>
    (['plain', 'wide', 'residual'] as const).map((network) => ({ backend, optimizer, network })),
  ),
);

describe('the predicted peak is the measured one, to the byte', () => {
  it.each(cases)('$network on $backend with $optimizer', async ({ backend, optimizer, network }) => {
    const net = networks[network](optimizer);
    const engine = tfjsEngine(backend);
    expect((await engine.availability()).available).toBe(true);
    const planned = tfjsPlan(net.step, backend, net.variables);
    for (const batch of [1, 2, 7]) {
      const { peakBytes, leftBytes } = await measureMemory(backend, async () => {
        const session = await engine.open(initialValues(net));
        for (const seed of [1, 2]) await session.run(net.step, batch, batchOf(net, batch, seed));
        await session.dispose();
      });
      expect(peakBytes).toBe(peakAt(planned, batch).bytes);
      expect(leftBytes).toBe(0);
    }
  });
});

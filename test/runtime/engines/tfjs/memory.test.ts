import { describe, expect, it } from 'vitest';
import { optimizers } from '../../../../compiler/catalogue/optimizers/registry.ts';
import type { PhasePlan } from '../../../../compiler/lower/phase-plan.ts';
import { peakAt } from '../../../../compiler/passes/plan.ts';
import { tfjsPlan } from '../../../../runtime/engines/tfjs/compiled-program.ts';
import { measureMemory } from '../../../../runtime/engines/tfjs/measure.ts';
import { tfjsEngine } from '../../../../runtime/engines/tfjs/node.ts';
import { compileText } from '../../../support/compile-text.ts';
import { twoSteps } from '../../../compiler/passes/recompute/steps.ts';
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
    for (const batch of [1, 7]) {
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

describe('with recompute = max, on a net of 41 convolutions', () => {
  const programsOf = (recompute: string): PhasePlan['programs'] => {
    const plan = compileText(`model Deep {
      input image: float32[8, 8, 2]
      Conv2D(4, 3, padding=same)
      repeat 20 {
        residual { Conv2D(4, 3, padding=same) BatchNormalization ReLU Conv2D(4, 3, padding=same) BatchNormalization }
        ReLU
      }
      GlobalAveragePooling2D
      output label: Dense(3, activation=softmax)
    }
    data D { source = shapes(count=20, size=8, channels=2, classes=3)  field label: class[3] }
    train Deep on D {
      batch = ${batch}
      recompute = ${recompute}
      objective label { loss = sparse_categorical_crossentropy }
      phase main { epochs = 1  optimizer = Adam }
    }`).value.trains[0]?.plans[0];
    if (plan === undefined) throw new Error('no plan');
    return plan.programs;
  };
  const batch = 4;
  const [whole, least] = [programsOf('none'), programsOf('max')];

  it.each(['cpu', 'wasm'] as const)(
    'the peak is the predicted one, and a quarter, on %s',
    async (backend) => {
      const engine = tfjsEngine(backend);
      expect((await engine.availability()).available).toBe(true);
      const peakOf = ({ step, variables }: PhasePlan['programs'], examples: number): number =>
        peakAt(tfjsPlan(step, backend, variables), examples).bytes;
      const { peakBytes, leftBytes } = await measureMemory(backend, () =>
        twoSteps(engine, least.step, least.variables, batch),
      );
      expect([peakBytes, leftBytes]).toEqual([peakOf(least, batch), 0]);
      // As large a batch as takes long to train makes little of the weights.
      expect(peakOf(least, 16)).toBeLessThan(peakOf(whole, 16) / 4);
    },
  );
});

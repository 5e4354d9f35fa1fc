import { checkExamples } from "./check-examples.ts";
import { batchesOf, type Feed, type Fields } from "./feed.ts";
import { freeze } from "./freeze.ts";
import type { Phase, Trainee } from "./phase.ts";
import { Run } from "./run.ts";
import type { EpochLog, TrainOptions } from "./train-options.ts";
import { wantedOf } from "./wanted-of.ts";

/** Trains a model in phases, each of which freezes, compiles and begins its optimizer anew; what the last one freezes stays so. */
export async function trainPhases<F extends Fields, Head extends string>(
  trainee: Trainee<Head>,
  phases: readonly Phase<Head>[],
  data: { readonly train: Feed<F>; readonly valid?: Feed<F> },
  options: TrainOptions = {},
): Promise<EpochLog[]> {
  const logs: EpochLog[] = [];
  const freezes = phases.some(({ freeze: paths }) => paths !== undefined);
  for (const phase of phases) {
    const wanted = wantedOf(trainee, phase);
    for (const feed of [data.train, data.valid])
      if (typeof feed === "object") await checkExamples(feed, wanted);
    if (freezes) freeze(trainee.model, phase.freeze ?? []);
    const optimizer = phase.optimizer();
    const run = new Run(trainee, phase, optimizer);
    try {
      const { epochs = phase.epochs, batch = phase.batch } = options;
      for (let epoch = 1; epoch <= epochs; epoch++) {
        const order = { batch, epoch: logs.length, ...options };
        const trained = await run.train(
          batchesOf(data.train, order, wanted),
          options,
          epoch,
        );
        const valid =
          data.valid === undefined
            ? {}
            : await run.measure(
                batchesOf(data.valid, { ...order, shuffle: false }, wanted),
              );
        const measured = Object.entries(valid).map(([name, value]) => [
          `val_${name}`,
          value,
        ]);
        const values = {
          ...trained,
          ...(Object.fromEntries(measured) as Record<string, number>),
        };
        const log = { phase: phase.name, epoch, epochs, values };
        logs.push(log);
        await options.onEpoch?.(log);
      }
    } finally {
      run.dispose();
      optimizer.dispose();
    }
  }
  return logs;
}

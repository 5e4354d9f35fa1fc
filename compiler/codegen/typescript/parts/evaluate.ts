import { checkExamples } from "./check-examples.ts";
import { batchesOf, type Feed, type Fields } from "./feed.ts";
import type { Phase, Trainee } from "./phase.ts";
import { Run } from "./run.ts";
import { wantedOf } from "./wanted-of.ts";

/** Loss and metrics of a model on examples, as those of an epoch are told. */
export async function evaluateOn<F extends Fields, Head extends string>(
  trainee: Trainee<Head>,
  phases: readonly Phase<Head>[],
  data: Feed<F>,
): Promise<Record<string, number>> {
  const phase = phases.at(-1);
  if (phase === undefined) return {};
  const { batch } = phase;
  const wanted = wantedOf(trainee, phase);
  if (typeof data === "object") await checkExamples(data, wanted);
  const run = new Run(trainee, phase);
  try {
    return await run.measure(
      batchesOf(data, { batch, epoch: 0, shuffle: false }, wanted),
    );
  } finally {
    run.dispose();
  }
}

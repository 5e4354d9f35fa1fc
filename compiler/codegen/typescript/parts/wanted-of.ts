import type { Wanted } from "./check-examples.ts";
import type { Phase, Trainee } from "./phase.ts";

/** What examples have to fit, as a phase compares them. */
export function wantedOf<Head extends string>(
  { model, inputs, heads }: Trainee<Head>,
  { objectives }: Phase<Head>,
): Wanted {
  return {
    inputs: inputs.map((name, index) => ({
      name,
      shape: model.inputs[index]?.shape ?? [],
    })),
    targets: heads.map((head, index) => ({
      head,
      target: objectives[head].target,
      loss: objectives[head].loss,
      shape: model.outputs[index]?.shape ?? [],
    })),
  };
}

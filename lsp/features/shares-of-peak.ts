import { peakShares } from '../../compiler/lower/peak-shares.ts';
import type { LayerNode } from '../../compiler/graph/graph.ts';
import type { Answers } from '../../compiler/program/answers.ts';
import { writtenBudget } from '../../compiler/train/written-budget.ts';

/** How much of the peaks of the train blocks of a file the activations of some layers are: `At the peak of main: 3.1 MiB of 104 MiB, 3 %`. */
export function sharesOf(layers: readonly LayerNode[], answers: Answers): readonly string[] {
  return answers.trains.flatMap((train) => {
    const own = train.graph.layers.filter((layer) => layers.some((each) => isSame(layer, each)));
    if (own.length === 0) return [];
    return train.phases.flatMap((phase) => {
      const plan = answers.plan(train.name, phase.name);
      if (plan === undefined) return [];
      const { bytes, byLayer } = peakShares(plan);
      const share = own.reduce((sum, { path }) => sum + (byLayer.get(path) ?? 0), 0);
      const { write } = writtenBudget(phase);
      const of = `At the peak of \`${train.name}\`, phase \`${phase.name}\``;
      return share === 0
        ? [`${of}: nothing of it is alive`]
        : [`${of}: ${write(share)} of ${write(bytes)}, ${percent(share / bytes)}`];
    });
  });
}

const isSame = (one: LayerNode, other: LayerNode): boolean =>
  one.path === other.path && one.kind === other.kind && one.span.source.name === other.span.source.name;

const percent = (share: number): string => `${(share * 100).toFixed(share < 0.1 ? 1 : 0)} %`;

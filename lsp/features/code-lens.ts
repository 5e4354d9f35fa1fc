import type { CodeLens } from 'vscode-languageserver';
import { writeCost } from '../../compiler/hints/cost-hints.ts';
import { largestBatchOf, peakOf } from '../../compiler/lower/phase-plan.ts';
import { formatCount } from '../../compiler/sizes/format-size.ts';
import type { PhaseSpec, TrainSpec } from '../../compiler/train/train-spec.ts';
import { writtenBudget } from '../../compiler/train/written-budget.ts';
import type { Answers } from '../../compiler/program/answers.ts';
import type { OpenFile } from '../documents/open-file.ts';
import { rangeOf } from '../documents/positions.ts';

/** What a lens is of, for when it is seen. */
export interface LensOf {
  readonly uri: string;
  readonly model?: string;
  readonly train?: string;
}

/** Where lenses stand: on models and train blocks. What they say is made when they are seen. */
export function codeLenses({ uri, answers }: OpenFile): readonly CodeLens[] {
  return answers.syntax.items.flatMap((item) => {
    if (item.type === 'model') {
      const data: LensOf = { uri, model: item.name.text };
      return [{ range: rangeOf(item.name.span), data }];
    }
    if (item.type !== 'train') return [];
    const data: LensOf = { uri, train: (item.name ?? item.model).text };
    return [{ range: rangeOf((item.name ?? item.model).span), data }];
  });
}

/** What a lens says: what a model costs; what a train block needs, and how large its batches may be. */
export function resolveLens(lens: CodeLens, { answers }: OpenFile, runCommand: string | undefined): CodeLens {
  const { uri, model, train } = lens.data as LensOf;
  const title =
    model === undefined
      ? titleOfTrain(answers, train ?? '')
      : (titleOfModel(answers, model) ?? 'not whole yet');
  const command = train === undefined || runCommand === undefined ? '' : runCommand;
  const shown = command === '' ? title : `$(play) Run · ${title}`;
  return { ...lens, command: { title: shown, command, ...(command !== '' && { arguments: [uri, train] }) } };
}

function titleOfModel(answers: Answers, model: string): string | undefined {
  const graph = answers.graph(model);
  return graph && `${formatCount(graph.layers.length)} layers · ${writeCost(graph.layers)}`;
}

/** What the phases of a train block need, with ` | ` between. */
export function titleOfTrain(answers: Answers, name: string): string {
  const train = answers.trains.find((each) => each.name === name);
  if (train === undefined) return 'cannot be planned yet';
  const phases = train.phases.map((phase) => titleOfPhase(answers, train, phase));
  return train.phases.length === 1
    ? phases.join('')
    : train.phases.map(({ name: phase }, index) => `${phase}: ${phases[index] ?? ''}`).join(' | ');
}

/** `1.2 GiB of 2 GiB · batches up to 64 · 21,306,826 parameters trained`. */
function titleOfPhase(answers: Answers, train: TrainSpec, phase: PhaseSpec): string {
  const plan = answers.plan(train.name, phase.name);
  if (plan === undefined) return 'cannot be planned yet';
  const { budget, write } = writtenBudget(phase);
  const peak = write(peakOf(plan, phase.batch).bytes);
  const { memory } = phase;
  const room =
    memory === undefined
      ? `peak ${peak}`
      : `${peak} of ${budget} · batches up to ${formatCount(largestBatchOf(plan, memory))}`;
  return `${room} · ${formatCount(plan.trainableParameters)} parameters trained`;
}

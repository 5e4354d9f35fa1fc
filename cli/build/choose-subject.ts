import type { CompiledModule } from '../../compiler/compile.ts';
import { type ConcreteGraph, isConcrete } from '../../compiler/graph/graph.ts';
import type { PhaseSpec } from '../../compiler/train/train-spec.ts';
import { boxFormsOf, type BoxForms } from '../../runtime/data/box-forms.ts';
import { chooseModel } from '../choose-model.ts';
import { UsageError } from '../command.ts';
import { chooseTrain } from '../run/options.ts';

/** What is built. */
export interface Subject {
  readonly graph: ConcreteGraph;
  readonly phases: readonly PhaseSpec[];
  /** Which outputs are trained to be boxes. */
  readonly boxes?: BoxForms;
}

interface Choice {
  readonly model?: string;
  readonly train?: string;
  readonly training?: boolean;
}

/** What to build: the model of a train block where there is one, as its data makes it; else a model by itself. */
export function chooseSubject(module: CompiledModule, options: Choice, file: string): Subject {
  const { model, train, training = false } = options;
  if (model !== undefined && (train !== undefined || training)) {
    throw new UsageError(
      '`--model` builds a model without its training: leave out `--train` and `--training`',
    );
  }
  const trains = [...module.trains.map(({ spec }) => spec), ...module.openTrains];
  if (model === undefined && (training || train !== undefined || trains.length > 0)) {
    const chosen = chooseTrain(trains, train, file);
    if ('symbols' in chosen) throw openSizes(chosen.name);
    const boxes = boxFormsOf(chosen);
    return { graph: chosen.graph, phases: training ? chosen.phases : [], ...(boxes && { boxes }) };
  }
  const graph = chooseModel(module.models, model, file);
  if (isConcrete(graph)) return { graph, phases: [] };
  throw openSizes(graph.name);
}

const openSizes = (name: string): UsageError =>
  new UsageError(
    `\`${name}\` has sizes that only its data make known; a build needs every size but the batch`,
  );

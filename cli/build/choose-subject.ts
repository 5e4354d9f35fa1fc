import type { CompiledModule } from '../../compiler/compile.ts';
import { type ConcreteGraph, isConcrete } from '../../compiler/graph/graph.ts';
import type { Assignment } from '../../compiler/sizes/size.ts';
import type { PhaseSpec, TrainSpec } from '../../compiler/train/train-spec.ts';
import { boxFormsOf, type BoxForms } from '../../runtime/data/box-forms.ts';
import { chooseModel } from '../choose-model.ts';
import { UsageError } from '../../runtime/usage-error.ts';
import { chooseTrain } from '../../runtime/prepare/run-settings.ts';
import { assignSizes } from './assign-sizes.ts';

/** What to build: a model, and the phases whose programs are wanted. */
export interface Subject {
  readonly graph: ConcreteGraph;
  readonly phases: readonly PhaseSpec[];
  /** Which outputs are trained to be boxes. */
  readonly boxes?: BoxForms;
  /** The data that it is trained on, where there is no doubt, and which of their fields feeds each input. */
  readonly feed?: Feed;
}

/** Data, and the field that feeds each input. */
export type Feed = Pick<TrainSpec, 'data' | 'inputs'>;

/** The options that say what to build. */
export interface SubjectOptions {
  readonly model?: string;
  readonly train?: string;
  readonly training?: boolean;
  readonly size?: readonly string[];
}

/** Compiles the file again with sizes for a model; undefined where they do not fit it, which has been told. */
export type Resize = (model: string, sizes: Assignment) => CompiledModule | undefined;

/**
 * What to build: the model of a train block where there is one, as its data makes it; else a model by itself. Sizes that
 * are still open come from `--size`; undefined where they do not fit.
 */
export function chooseSubject(
  module: CompiledModule,
  options: SubjectOptions,
  file: string,
  resize: Resize,
): Subject | undefined {
  const chosen = choose(module, options, file);
  const open = 'open' in chosen ? module.models.find(({ name }) => name === chosen.open) : undefined;
  if (open === undefined) {
    if ('open' in chosen) throw new RangeError(`${chosen.open} is open and has not been expanded`);
    if (options.size === undefined) return chosen;
    throw new UsageError(
      `\`${chosen.graph.name}\` has no open sizes (\`?h\`) here: every size is known; leave out \`--size\``,
    );
  }
  const sizes = assignSizes(open, options.size ?? []);
  const resized = resize(open.name, sizes);
  if (resized === undefined) return undefined;
  const fixed = choose(resized, options, file);
  if ('open' in fixed) throw new RangeError(`${open.name} is open with every size given`);
  return fixed;
}

/** What is meant; of what has open sizes only the model that has them. */
function choose(
  module: CompiledModule,
  { model, train, training = false }: SubjectOptions,
  file: string,
): Subject | { readonly open: string } {
  if (model !== undefined && (train !== undefined || training)) {
    throw new UsageError(
      '`--model` builds a model without its training: leave out `--train` and `--training`',
    );
  }
  const trains = [...module.trains.map(({ spec }) => spec), ...module.openTrains];
  if (model === undefined && (training || train !== undefined || trains.length > 0)) {
    const chosen = chooseTrain(trains, train, file);
    if ('symbols' in chosen) return { open: chosen.model };
    const boxes = boxFormsOf(chosen);
    const phases = training ? chosen.phases : [];
    return { graph: chosen.graph, phases, feed: chosen, ...(boxes && { boxes }) };
  }
  const graph = chooseModel(module.models, model, file);
  if (!isConcrete(graph)) return { open: graph.name };
  const feed = feedOf(module, graph);
  return { graph, phases: [], ...(feed && { feed }) };
}

/** The data of a model by itself: what it is trained on, if always the same; else the only data, if their fields are called as its inputs. */
function feedOf({ trains, datas }: CompiledModule, { name, inputs }: ConcreteGraph): Feed | undefined {
  const own = trains.map(({ spec }) => spec).filter(({ graph }) => graph.name === name);
  const [trained] = own;
  if (trained !== undefined) return own.every(({ data }) => data === trained.data) ? trained : undefined;
  const [data] = datas;
  const isFed = inputs.every((input) => data?.fields.some((field) => field.name === input.name) === true);
  if (data === undefined || datas.length > 1 || !isFed) return undefined;
  return { data, inputs: new Map(inputs.map((input) => [input.name, input.name])) };
}

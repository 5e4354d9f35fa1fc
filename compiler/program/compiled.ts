import type { Module } from '../../grammar/ast.ts';
import type { LookAtWeights } from '../check/weight-files.ts';
import type { DataSpec } from '../data/data-spec.ts';
import type { FieldShapes } from '../data/with-shapes.ts';
import type { Load } from '../expand/import-modules.ts';
import type { Graph } from '../graph/graph.ts';
import type { Hint } from '../hints/hint.ts';
import type { PhasePlan } from '../lower/phase-plan.ts';
import type { Assignment } from '../sizes/size.ts';
import type { OpenTrain, TrainSpec } from '../train/train-spec.ts';

/** What a file declares, without what is at fault in it. */
export interface CompiledModule {
  readonly syntax: Module;
  /** Every model, with its parameters' defaults. */
  readonly models: readonly Graph[];
  /** What stands beside the text: the shape behind each statement, values, what blocks and models cost; made when it is asked for. */
  readonly hints: readonly Hint[];
  readonly datas: readonly DataSpec[];
  readonly trains: readonly CompiledTrain[];
  /** Train blocks that can be planned only when the sizes of their data are known: see `CompileOptions.shapes`. */
  readonly openTrains: readonly OpenTrain[];
}

/** A train block and, phase by phase, its programs and what they need in memory: planned when that is asked for. */
export interface CompiledTrain {
  readonly spec: TrainSpec;
  readonly plans: readonly PhasePlan[];
}

/** What a compilation needs from outside. */
export interface CompileOptions {
  /** Reads a file that another imports; the compiler itself reads none. */
  readonly load?: Load;
  /**
   * Whether a phase that is over its budget is told with what would fit, as by default. The search takes many plans: an
   * editor leaves it until somebody asks for the `advice`.
   */
  readonly advise?: boolean;
  /** Looks at a file of weights that a model names: what is wrong with it; without this no file is looked at. */
  readonly lookAtWeights?: LookAtWeights;
  /** Shapes that fields turned out to have, by data block and field. */
  readonly shapes?: Readonly<Record<string, FieldShapes>>;
  /** Numbers for the symbolic sizes of models, by model: all of a model's, or none. */
  readonly sizes?: Readonly<Record<string, Assignment>>;
}

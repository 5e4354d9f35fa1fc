import type { BoundModule } from '../../bind/bound-module.ts';
import type { DataSpec } from '../../data/data-spec.ts';
import type { Trace } from '../../expand/trace.ts';
import type { Graph } from '../../graph/graph.ts';
import type { TrainSpec } from '../../train/train-spec.ts';

/** What is asked of a spec without mistakes: its names, what its models came to, and its trainings. */
export interface SpecAnswers {
  readonly bound: BoundModule;
  /** Those that can be asked for. */
  readonly models: readonly string[];
  graph(model: string): Graph | undefined;
  trace(model: string): Trace | undefined;
  readonly trains: readonly TrainSpec[];
  readonly module: { readonly datas: readonly DataSpec[] };
}

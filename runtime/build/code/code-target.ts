import type { Graph } from '../../../compiler/graph/graph.ts';
import type { MetricSpec } from '../../../compiler/catalogue/metrics/registry.ts';
import type { PhaseSpec } from '../../../compiler/train/train-spec.ts';
import type { Diagnostic } from '../../../grammar/diagnostic.ts';
import type { ExpectedPrediction } from '../../../compiler/codegen/typescript/expected-prediction.ts';
import type { CodeProgram } from '../../../compiler/codegen/model/module.ts';

/** What is chosen for code besides the spec. */
export interface CodeOptions {
  /** The package of TensorFlow.js that is imported; absent: the target's usual one. */
  readonly tfjs?: string | undefined;
  /** Whether what makes a project of the modules comes with them: settings, a test, a README. */
  readonly project: boolean;
  /** What models predict, by their names, which a project's test looks for. */
  readonly predictions?: ReadonlyMap<string, ExpectedPrediction>;
}

/** A language that a spec is written in. */
export interface CodeTarget {
  readonly name: string;
  /** One line, for help. */
  readonly doc: string;
  /** The package of TensorFlow.js that it imports where none is named, which a folder remembers; absent: it imports none. */
  readonly tfjs?: string;
  /** Whether it can make a project of the modules. */
  readonly projects?: true;
  /** What of a model cannot be written in it. */
  readonly check?: (graph: Graph) => readonly Diagnostic[];
  /** What of a data block its training does not do. */
  readonly leavesOut?: readonly ('augment' | 'balance' | 'MixUp' | 'CutMix')[];
  /** Whether its training keeps the weights of the best epoch of a phase that is to. */
  readonly keepsBest: (phase: PhaseSpec) => boolean;
  /** What of a phase's optimizer its training lacks, as it is written. */
  readonly lacks: (phase: PhaseSpec) => readonly string[];
  /** Whether its training tells a metric. */
  readonly hasMetric: (metric: MetricSpec) => boolean;
  /** What of a folder's name makes it useless to the language. */
  readonly checkFolder?: (name: string) => readonly Diagnostic[];
  /** The files, by their path in the folder, laid out as people of the language do; the same spec gives the same text. */
  readonly print: (program: CodeProgram, options: CodeOptions) => Promise<ReadonlyMap<string, string>>;
}

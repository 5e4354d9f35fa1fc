import type { ConcreteGraph } from '../../compiler/graph/graph.ts';
import type { Variable } from '../../compiler/ir/ir.ts';
import { buildPredict } from '../../compiler/lower/build-programs.ts';
import type { GraphVariables } from '../../compiler/lower/lower-graph.ts';
import type { TrainSpec } from '../../compiler/train/train-spec.ts';
import { findingsOf } from '../detection/object-heads.ts';
import type { BuildRecord } from './build-record.ts';
import type { BuildPhase, BuildTarget } from './build-targets.ts';
import { inputPreparations } from './input-preparations.ts';
import { writeBuild } from './write-build.ts';

/** What a build is made of. */
export interface BuildParts {
  readonly target: BuildTarget;
  readonly graph: ConcreteGraph;
  readonly variables: GraphVariables;
  readonly phases: readonly BuildPhase[];
  readonly values: ReadonlyMap<Variable, Float32Array>;
  /** The data that feed its inputs, and which of their fields. */
  readonly feed?: Pick<TrainSpec, 'data' | 'inputs'> | undefined;
  readonly withPrepare: boolean;
  /** Of cnnc. */
  readonly version: string;
  /** The package of TensorFlow.js that it imports. */
  readonly tfjs?: string | undefined;
}

/** Makes a build of a model in a folder, in place of an earlier one with `force`; gives what it says of itself. Throws a RunError. */
export async function makeBuild(
  { target, graph, variables, phases, values, feed, withPrepare, version, tfjs }: BuildParts,
  about: Pick<BuildRecord, 'classes' | 'boxes' | 'prepare' | 'made'>,
  out: string,
  force: boolean,
): Promise<BuildRecord> {
  // A graph that takes pictures as they are tells of objects, too.
  const findings = withPrepare ? findingsOf(graph) : [];
  const predict = buildPredict(
    graph,
    variables,
    findings.map(({ head }) => head),
  );
  const preparations = withPrepare ? inputPreparations(graph, feed) : [];
  const files = await target.emit({ graph, predict, phases, values, version, tfjs, preparations, findings });
  const record = {
    target: target.name,
    model: graph.name,
    ...about,
    ...(withPrepare && { withPrepare }),
    files: [...files.keys()],
  };
  await writeBuild(out, record, files, force);
  return record;
}

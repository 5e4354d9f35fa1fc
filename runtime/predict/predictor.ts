import type { DataDirectory } from '../data/data-directories.ts';
import type { DataSpec } from '../../compiler/data/data-spec.ts';
import type { ConcreteGraph } from '../../compiler/graph/graph.ts';
import type { Diagnostic } from '../../grammar/diagnostic.ts';
import { RunError } from '../run-error.ts';
import type { TrainedSession } from '../trained/trained-session.ts';
import type { Setup } from '../data/workers/task.ts';
import type { PredictedHead } from './head-reader.ts';
import { predictMessages } from './predict-messages.ts';

/** A model with its weights on an engine, and all that it takes to predict for pictures. */
export interface Predictor extends TrainedSession {
  /** What it is, for a person: the name of a training, or of an application. */
  readonly name: string;
  /** How pictures are prepared for it, as in evaluation. */
  readonly setup: Setup;
  readonly input: PictureInput;
  /** Pictures that it sees at once. */
  readonly batch: number;
  readonly heads: readonly PredictedHead[];
  readonly warnings: readonly Diagnostic[];
  /** Where the data lie that it was trained on: no folder of results is made among classes. */
  readonly directories?: readonly DataDirectory[];
}

/** The input that pictures go to. */
export interface PictureInput {
  readonly name: string;
  /** Height, width and channels. */
  readonly shape: readonly number[];
  /** The field of the data that it was trained on. */
  readonly field: string;
}

/** The only input of a model, to which pictures go. Throws a RunError where it has several. */
export function pictureInput(
  graph: ConcreteGraph,
  inputs: ReadonlyMap<string, string>,
  fields: DataSpec['fields'],
): PictureInput {
  const [input, ...others] = graph.inputs;
  if (input === undefined) throw new RangeError(`${graph.name} has no input`);
  const { name, shape } = input;
  if (others.length > 0)
    throw new RunError(predictMessages.severalInputs(graph.name, [name, ...others.map((each) => each.name)]));
  const field = inputs.get(name) ?? name;
  const type = fields.find((each) => each.name === field)?.type;
  if (type?.kind !== 'tensor' || shape.length !== 3) throw new RangeError(`${graph.name} takes no picture`);
  return { name, shape, field };
}

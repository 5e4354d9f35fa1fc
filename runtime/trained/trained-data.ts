import type { Diagnostic } from '../../grammar/diagnostic.ts';
import { classNamesOf } from '../data/class-names.ts';
import { type DataDirectory, dataDirectories } from '../data/data-directories.ts';
import { openData, type OpenData, type OpenDataOptions } from '../data/open-data.ts';
import type { Part } from '../data/split.ts';
import { checkDataNames } from '../prepare/run-settings.ts';
import { RunError } from '../run-error.ts';
import { trainedMessages } from './trained-messages.ts';
import type { Trained } from './open-trained.ts';

/** A part of the data, or all of it. */
export type PartName = Part | 'all';

export const partNames: readonly PartName[] = ['train', 'valid', 'test', 'all'];

/** Data for what a run has trained. */
export interface TrainedData {
  readonly data: OpenData;
  /** Whether they are those that the run was trained on, so that its parts are its own. */
  readonly isOwn: boolean;
  readonly warnings: readonly Diagnostic[];
}

/** What is given of data. */
export interface GivenData extends Pick<OpenDataOptions, 'followLinks' | 'watch'> {
  /** Directories in place of the run's, by the name of the data. */
  readonly data?: Readonly<Record<string, string>>;
}

/**
 * Opens the data of a run, or those in another directory. Throws a RunError where they cannot be read, or have other classes
 * than the run.
 */
export async function trainedData(
  { identity, train, base }: Trained,
  given: GivenData,
): Promise<TrainedData> {
  const { data: directories = {}, ...others } = given;
  checkDataNames(directories, train);
  const { name } = train.data;
  const directory = new Map(Object.entries({ ...identity.options.data, ...directories })).get(name);
  const data = await openData(train.data, { ...others, base, directory, fold: identity.options.fold });
  const [found, known] = [classNamesOf(data), identity.classes];
  if (found !== undefined && known !== undefined && found.join('\n') !== known.join('\n'))
    throw new RunError(trainedMessages.otherClasses(name, found, known));
  const isOwn = data.source.fingerprint === identity.data;
  const isChanged = !isOwn && directories[name] === undefined;
  const warnings = isChanged ? [...data.warnings, trainedMessages.dataChanged(name)] : data.warnings;
  return { data, isOwn, warnings };
}

/** Where the data of a run lie. */
export const directoriesOf = ({ module, base, identity }: Trained): readonly DataDirectory[] =>
  dataDirectories(module.datas, base, identity.options.data);

/** The part that is meant where none is named: of the run's own data what it was not trained on, else all there is. */
export function usualPart({ data: { split }, isOwn }: TrainedData): PartName {
  if (!isOwn) return 'all';
  if (split.test.length > 0) return 'test';
  return split.valid.length > 0 ? 'valid' : 'train';
}

/** The examples of a part, in the order of their numbers; throws a RunError where there are none. */
export function examplesOf({ data }: TrainedData, part: PartName): Uint32Array {
  const { split } = data;
  const order =
    part === 'all' ? Uint32Array.from([...split.train, ...split.valid, ...split.test]).sort() : split[part];
  if (order.length > 0) return order;
  const others = (['train', 'valid', 'test'] as const).filter((other) => split[other].length > 0);
  throw new RunError(trainedMessages.partEmpty(part, data.spec.name, others));
}

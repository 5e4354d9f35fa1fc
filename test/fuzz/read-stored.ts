import { withWeights } from '../../runtime/weights/sources/open-weights.ts';
import type {
  StoredLayer,
  StoredWeight,
  StoredWeights,
} from '../../runtime/weights/sources/stored-weights.ts';

/** Reads a file as a run does, in a thread of its own where that is of HDF5, and every weight of it. */
export async function readFileOf(path: string): Promise<string | undefined> {
  let found: string | undefined;
  const opened = await readStored(() =>
    withWeights(path, async (stored) => {
      found = await readStored(() => Promise.resolve(stored));
      return { by: 'path', tensors: new Map() };
    }),
  );
  return opened ?? found;
}

/** Larger weights are not asked for: what a model wants is as large as the model. */
const mostNumbers = 2 ** 20;

/** Reads every weight of a file; a line where what comes is not what the file said, undefined where it is or is refused in words. */
export async function readStored(open: () => Promise<StoredWeights>): Promise<string | undefined> {
  try {
    const stored = await open();
    const weights = stored.by === 'path' ? [...stored.tensors.values()] : stored.layers.flatMap(weightsOf);
    for (const weight of weights) {
      const count = weight.shape.reduce((product, size) => product * size, 1);
      if (count > mostNumbers) continue;
      const { length } = await weight.read();
      if (length !== count) return `\`${weight.name}\` has ${length} numbers where ${count} are due`;
    }
    return undefined;
  } catch (error) {
    // Plain errors say what is wrong with the file; any other kind is a fault of the reader.
    if (error instanceof Error && ['Error', 'FileError'].includes(error.name)) return undefined;
    throw error;
  }
}

const weightsOf = ({ weights, layers = [] }: StoredLayer): readonly StoredWeight[] => [
  ...weights,
  ...layers.flatMap(weightsOf),
];

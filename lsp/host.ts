import type { LookAtWeights } from '../compiler/check/weight-files.ts';
import type { Explanation } from '../grammar/explanation.ts';
import type { Load } from '../compiler/expand/import-modules.ts';
import type { ClientFiles } from './documents/client-files.ts';

/** What a server needs from where it runs; in a browser there is what is open, and what the client reads. */
export interface Host {
  readonly version: string;
  /** Reads a `.cnn` file that is not open, by its path. */
  readonly load: Load;
  /** Looks at a file of weights that a model names. */
  readonly lookAtWeights?: LookAtWeights;
  /** The paths of the `.cnn` files in a folder and below it, so many as are worth reading. */
  readonly filesIn?: (folder: string) => readonly string[];
  /** The files, where the client reads them. */
  readonly clientFiles?: ClientFiles;
  /** What a code of a diagnostic means at length. */
  readonly explain?: (code: string) => Explanation | undefined;
  /** Where a code of a diagnostic is explained: a URI. */
  readonly pageOf?: (code: string) => string;
}

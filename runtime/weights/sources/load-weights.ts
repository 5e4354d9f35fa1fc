import { open, readFile, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import type { WeightSource } from '../../../compiler/graph/weight-source.ts';
import type { DownloadObserver } from '../../files/download/download.ts';
import { messages } from '../../messages.ts';
import { RunError } from '../../run-error.ts';
import { decodeSafetensors } from '../safetensors.ts';
import { checkSet, fetchSet } from './fetch-set.ts';
import { matchWeights, type Match } from './match-weights.ts';
import { withH5 } from './read-h5.ts';
import { stored, type StoredWeights } from './stored-weights.ts';

/** Where weights are looked for. */
export interface WeightPlaces {
  /** Where fetched sets are kept. */
  readonly cache: string;
  /** Files given in place of a set, by its name. */
  readonly files: Readonly<Record<string, string>>;
  /** Told how a set is fetched, by its name. */
  readonly observe?: (set: string) => DownloadObserver;
}

/** What has been loaded. */
export interface LoadedWeights {
  /** First values by the variable's name. */
  readonly values: ReadonlyMap<string, Float32Array>;
  /** What came from where, a line each. */
  readonly told: readonly string[];
}

/** Loads what the parts of a model begin with; throws a RunError where something cannot be had or does not fit. */
export async function loadWeights(
  sources: readonly WeightSource<number>[],
  places: WeightPlaces,
): Promise<LoadedWeights> {
  const values = new Map<string, Float32Array>();
  const told: string[] = [];
  for (const source of sources) {
    const path = await fileOf(source, places);
    const { head, count } = await loadFile(source, path, values);
    const fresh = head.length === 0 ? '' : `; ${head.map((name) => `\`${name}\``).join(', ')} begin anew`;
    told.push(`${source.path} from ${nameOf(source)}: ${count} weights${fresh}`);
  }
  return { values, told };
}

const nameOf = ({ origin }: WeightSource<number>): string =>
  origin.kind === 'set' ? origin.name : origin.path;

async function fileOf(
  { origin, span }: WeightSource<number>,
  { cache, files, observe }: WeightPlaces,
): Promise<string> {
  if (origin.kind === 'file') return resolve(dirname(span.source.name), origin.path);
  const given = files[origin.name];
  if (given === undefined) {
    const check = (file: string): Promise<unknown> => withWeights(file, () => Promise.resolve());
    const observer = observe?.(origin.name);
    return fetchSet(origin, { cache, check, ...(observer && { observer }) }, span);
  }
  if ((await stat(given).catch(() => undefined)) !== undefined) await checkSet(origin, given, span);
  return given;
}

async function loadFile(
  source: WeightSource<number>,
  path: string,
  values: Map<string, Float32Array>,
): Promise<{ readonly head: readonly string[]; readonly count: number }> {
  const { span, model, origin } = source;
  try {
    return await withWeights(path, (weights) => {
      const match = matchWeights(source, weights);
      if (!isAccepted(match, origin.kind)) {
        throw new RunError(messages.weightsDiffer(span, path, model, match.differences));
      }
      for (const [name, weight] of match.found) values.set(name, weight.read());
      return { head: match.head, count: match.found.size };
    });
  } catch (error) {
    if (error instanceof RunError) throw error;
    throw new RunError(messages.weightsUnreadable(span, path, reasonOf(error)));
  }
}

/** A declared set may lack a head for other classes; a file of the user's fits as a whole. */
const isAccepted = ({ differences, head, found }: Match, kind: 'file' | 'set'): boolean =>
  differences.length === 0 || (kind === 'set' && head.length > 0 && found.size > 0);

const h5Signature = Buffer.from('\x89HDF\r\n\x1a\n', 'latin1');

async function withWeights<T>(path: string, use: (weights: StoredWeights) => T): Promise<T> {
  if (path.endsWith('.h5')) {
    if (!(await beginsWith(path, h5Signature))) throw new Error('it is no HDF5 file');
    return withH5(path, use);
  }
  const decoded = decodeSafetensors(await readFile(path));
  if (!decoded.ok) throw new Error(decoded.problem);
  const tensors = new Map([...decoded.file.tensors].map(([name, tensor]) => [name, stored(tensor)]));
  return use({ by: 'path', tensors });
}

async function beginsWith(path: string, signature: Uint8Array): Promise<boolean> {
  const file = await open(path, 'r');
  try {
    const { buffer } = await file.read(Buffer.alloc(signature.length), 0, signature.length, 0);
    return buffer.equals(signature);
  } finally {
    await file.close();
  }
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EISDIR: 'it is a directory',
  EACCES: 'permission is denied',
};

/** The first line of what went wrong. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'the HDF5 library gave up';
  if (/^(Aborted|.*memory access|.*unreachable)/.test(error.message)) return 'it is damaged';
  const code = 'code' in error ? String(error.code) : '';
  return reasons[code] ?? (error.message.split('\n')[0] || 'it is damaged').slice(0, 200);
}

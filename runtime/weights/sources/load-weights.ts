import { stat } from 'node:fs/promises';
import type { ConcreteGraph } from '../../../compiler/graph/graph.ts';
import type { WeightSource } from '../../../compiler/graph/weight-source.ts';
import type { DownloadObserver } from '../../files/download/download.ts';
import type { Diagnostic } from '../../../grammar/diagnostic.ts';
import { FileError } from '../../files/file-error.ts';
import { runtimeMessages } from '../../messages.ts';
import { RunError } from '../../run-error.ts';
import { checkSet, fetchSet } from './fetch-set.ts';
import { type Match, matchReached } from './match-weights.ts';
import { areFinite } from '../are-finite.ts';
import { withWeights } from './open-weights.ts';
import { namedWeights } from './weights-file.ts';

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
  /** What of the files nothing wants. */
  readonly warnings: readonly Diagnostic[];
}

/** Loads what the parts of a model begin with; throws a RunError where something cannot be had or does not fit. */
export async function loadWeights(
  graph: Pick<ConcreteGraph, 'weightSources' | 'layers'>,
  places: WeightPlaces,
): Promise<LoadedWeights> {
  const values = new Map<string, Float32Array>();
  const told: string[] = [];
  const warnings: Diagnostic[] = [];
  for (const source of graph.weightSources) {
    const path = await fileOf(source, places);
    const { match, bad } = await loadFile(source, graph.layers, path, values);
    const { head, surplus, found, unsure } = match;
    const fresh = head.length === 0 ? '' : `; ${head.map((name) => `\`${name}\``).join(', ')} begin anew`;
    told.push(`${source.path} from ${nameOf(source)}: ${found.size} weights${fresh}`);
    if (surplus.length > 0)
      warnings.push(runtimeMessages.weightsSurplus(source.span, path, source.model, surplus));
    if (unsure.length > 0)
      warnings.push(runtimeMessages.weightsUnsure(source.span, path, source.model, unsure));
    if (bad.length > 0) warnings.push(runtimeMessages.weightsNotFinite(source.span, path, bad));
  }
  return { values, told, warnings };
}

const nameOf = ({ origin }: WeightSource<number>): string =>
  origin.kind === 'set' ? origin.name : origin.path;

async function fileOf(
  { origin, span }: WeightSource<number>,
  { cache, files, observe }: WeightPlaces,
): Promise<string> {
  if (origin.kind === 'file') return namedWeights(origin, span);
  const given = Object.hasOwn(files, origin.name) ? files[origin.name] : undefined;
  if (given === undefined) {
    const check = (file: string): Promise<unknown> => withWeights(file, () => Promise.resolve());
    const observer = observe?.(origin.name);
    return fetchSet(origin, { cache, check, ...(observer && { observer }) }, span);
  }
  if ((await stat(given).catch(() => undefined)) !== undefined) await checkSet(origin, given, span);
  return given;
}

/** What a file has for a part, and which of it holds NaN or an infinite number. */
interface LoadedFile {
  readonly match: Match;
  readonly bad: readonly string[];
}

async function loadFile(
  source: WeightSource<number>,
  reached: ConcreteGraph['layers'],
  path: string,
  values: Map<string, Float32Array>,
): Promise<LoadedFile> {
  const { span, model, origin } = source;
  try {
    return await withWeights(path, async (weights) => {
      const match = matchReached(source, reached, weights);
      if (!isAccepted(match, origin.kind)) {
        throw new RunError(runtimeMessages.weightsDiffer(span, path, model, match));
      }
      const bad: string[] = [];
      for (const [name, weight] of match.found) {
        const numbers = await weight.read();
        if (!areFinite(numbers)) bad.push(name);
        values.set(name, numbers);
      }
      return { match, bad };
    });
  } catch (error) {
    if (error instanceof RunError) throw error;
    const { reason, fix } = whyOf(error);
    throw new RunError(runtimeMessages.weightsUnreadable(span, path, reason, fix));
  }
}

/** A declared set may lack a head for other classes; a file of the user's fits as a whole. */
const isAccepted = ({ differences, head, found }: Match, kind: 'file' | 'set'): boolean =>
  differences.length === 0 || (kind === 'set' && head.length > 0 && found.size > 0);

/** What is wrong with a file, in one line, and what to do. */
export function whyOf(error: unknown): { readonly reason: string; readonly fix: string } {
  if (error instanceof FileError) return { reason: error.message, fix: error.fix };
  const [line = ''] = error instanceof Error ? error.message.split('\n') : [];
  return { reason: (line || 'it is damaged').slice(0, 200), fix: anotherFile };
}

const anotherFile =
  'give a whole file of weights, as floats of 8 to 64 bits: a `.safetensors` file, `.h5`, `.weights.h5` or `.keras` of Keras’s, or `model.json` of TensorFlow.js’s';

import { dirname, resolve } from 'node:path';
import type { DataSpec } from '../../compiler/data/data-spec.ts';
import type { OpenTrain, TrainSpec } from '../../compiler/train/train-spec.ts';
import type { Diagnostic } from '../../grammar/diagnostic.ts';
import type { Source } from '../../grammar/source.ts';
import { Effort } from '../data/effort.ts';
import { lookAt, type LookedData } from '../data/look/look-at.ts';
import { RunError } from '../run-error.ts';
import { checkLook } from '../train/check-look.ts';
import type { ReadModule } from '../spec/read-and-compile.ts';
import { withShapes } from './compile-run.ts';

/** What a look at the data of a file told. */
export interface LookReport {
  readonly diagnostics: readonly Diagnostic[];
  /** What was looked at, by the names of the data: `500 of 200,000 pictures`. */
  readonly at: ReadonlyMap<string, string>;
}

/**
 * What a run would say of the data of a file before its first step, as far as a look tells that takes no longer for much data:
 * of each train block, and of data that none trains on. That a directory is not there is a warning, since a run may be given
 * another, or the file be checked where the data is not.
 */
export async function lookAtData({ source, module }: ReadModule): Promise<LookReport> {
  if (source === undefined || module === undefined) return { diagnostics: [], at: new Map() };
  const trains = [...module.trains.map(({ spec }) => spec), ...module.openTrains];
  const trained = new Set(trains.map(({ data }) => data.name));
  const untrained = module.datas.filter(({ name }) => !trained.has(name));
  const looker = new Looker(source, trains.length + untrained.length);
  for (const train of trains) await looker.train(train);
  for (const data of untrained) await looker.data(data);
  const { found, at } = looker;
  const diagnostics = found.filter(
    (each, index) => found.findIndex((other) => isSame(each, other)) === index,
  );
  return { diagnostics, at };
}

/** Looks at one after the other; all have an effort in common. */
class Looker {
  readonly found: Diagnostic[] = [];
  readonly at = new Map<string, string>();
  readonly #source: Source;
  readonly #base: string;
  readonly #effort = new Effort();
  /** By data and budget: what is looked at for several train blocks is looked at once. */
  readonly #looks = new Map<string, Promise<LookedData | undefined>>();
  #left: number;

  /** `left`: how many there are to look at. */
  constructor(source: Source, left: number) {
    this.#source = source;
    this.#base = dirname(resolve(source.name));
    this.#left = left;
  }

  async train(train: TrainSpec | OpenTrain): Promise<void> {
    const budgets = 'phases' in train ? train.phases.flatMap(({ memory }) => memory ?? []) : [];
    await this.#note(async () => {
      const looked = await this.#look(train.data, budgets);
      const spec = looked && ('phases' in train ? train : this.#fixed(train, looked));
      if (spec !== undefined && looked !== undefined) checkLook(spec, { ...looked, spec: spec.data });
    });
  }

  async data(data: DataSpec): Promise<void> {
    await this.#note(async () => void (await this.#look(data, [])));
  }

  async #note(look: () => Promise<void>): Promise<void> {
    try {
      await look();
    } catch (error) {
      if (!(error instanceof RunError)) throw error;
      const asWarning = (each: Diagnostic): Diagnostic =>
        each.code === notThere ? { ...each, severity: 'warning' } : each;
      this.found.push(...error.diagnostics.map(asWarning));
    }
  }

  async #look(data: DataSpec, budgets: readonly number[]): Promise<LookedData | undefined> {
    const key = JSON.stringify([data.name, Math.min(...budgets)]);
    const part = Math.floor(this.#effort.left / Math.max(1, this.#left--));
    const looking =
      this.#looks.get(key) ??
      this.#effort.share(part, (effort) => lookAt(data, { base: this.#base, budgets }, effort));
    this.#looks.set(key, looking);
    const looked = await looking;
    if (looked === undefined) return undefined;
    this.at.set(data.name, looked.look.at);
    this.found.push(...looked.warnings);
    return looked;
  }

  /** The train block with the sizes of the first picture that tells them; undefined where none does. */
  #fixed(train: OpenTrain, { look: { imageShape, pictures } }: LookedData): TrainSpec | undefined {
    const [height, width] = pictures.find(({ size }) => size !== undefined)?.size ?? imageShape;
    if (height === null || width === null || height === undefined || width === undefined) return undefined;
    const image = [height, width, imageShape[2]];
    return withShapes(train, this.#source, image, { ownBatch: true }).spec;
  }
}

/** There is no such directory. */
const notThere = 'CNN601';

const isSame = (a: Diagnostic, b: Diagnostic): boolean =>
  a.code === b.code && a.message === b.message && a.span?.start === b.span?.start;

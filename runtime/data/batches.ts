import { isPicture } from '../../compiler/catalogue/fields/field-type.ts';
import { isMixing } from '../../compiler/catalogue/steps/augmentations.ts';
import type { FieldSpec } from '../../compiler/data/data-spec.ts';
import { freeBuffers } from '../free-buffers.ts';
import { runtimeMessages } from '../messages.ts';
import { RunError } from '../run-error.ts';
import { RandomStream } from '../random.ts';
import { drawMixing } from './augment/draw-mixing.ts';
import { mixBatch } from './augment/mix-batch.ts';
import { ByteCache, roomForExamples } from './byte-cache.ts';
import type { OpenData } from './open-data.ts';
import { preparation, type Preparation, type Prepared } from './prepare/prepare.ts';
import type { Values } from './prepare/rescaling.ts';
import type { Entry } from './recipe.ts';
import { unfit } from './unfit.ts';
import type { Example } from './source.ts';
import { ownThread, type Draw, type TaskOutcome, type TaskItem, type TaskRunner } from './workers/task.ts';
import { workerPool, type Workers } from './workers/worker-pool.ts';

/** Prepared examples of a batch: each field's values one after another, channels last. */
export interface Batch {
  readonly count: number;
  /** The numbers of its examples in the source. */
  readonly indexes: readonly number[];
  readonly fields: ReadonlyMap<string, BatchField>;
  /** What its examples were mixed with; absent where they were not. */
  readonly mixture?: Mixture;
  /** How far in the order the batch reaches: where the next one begins. */
  readonly cursor: number;
}

/** The other examples of which a mixture is; what it has more of is the batch's own. */
export interface Mixture {
  /** The share of the batch's own fields, of each example: at least a half. */
  readonly shares: Float32Array;
  readonly fields: ReadonlyMap<string, BatchField>;
}

export interface BatchField {
  /** Of one example. */
  readonly shape: readonly number[];
  readonly values: Float32Array;
}

/** A field to load, and the shape that its prepared values must have (absent: what comes). */
export interface WantedField {
  readonly field: FieldSpec;
  readonly input?: { readonly name: string; readonly shape: readonly number[] };
}

/** How a loader works; nothing of it changes what it gives. */
export interface LoaderOptions {
  /** What an earlier part of the run could not read. */
  readonly skipped?: Iterable<readonly [file: string, reason: string]>;
  /** Threads that decode and prepare; by default all is done in this one. */
  readonly workers?: Workers | undefined;
  /** Bytes of examples to keep, so that they are decoded and resized once. */
  readonly room?: number;
}

/** Reads and prepares examples; remembers which could not be read. */
export class Loader {
  /** The files that could not be read so far, with the reason. */
  readonly skipped: Map<string, string>;
  readonly #data: OpenData;
  readonly #wanted: readonly WantedField[];
  readonly #preparation: Preparation;
  readonly #runner: TaskRunner;
  readonly #kept: ByteCache;
  readonly #broken = new Set<number>();

  constructor(data: OpenData, wanted: readonly WantedField[], options: LoaderOptions = {}) {
    const { skipped = [], workers, room = roomForExamples() } = options;
    const { prepare, augment } = data.spec;
    const fields = wanted.map(({ field: { name, type } }) => ({ name, type }));
    this.skipped = new Map(skipped);
    this.#data = data;
    this.#wanted = wanted;
    this.#preparation = preparation(fields, prepare, augment);
    this.#runner =
      workers === undefined
        ? ownThread({ fields, prepare, augment })
        : workerPool({ fields, prepare, augment }, workers);
    this.#kept = new ByteCache(room);
  }

  /** Which share of so many examples there is room to keep, by those that are kept: 0 where none is. */
  keepable(examples: number): number {
    return this.#kept.share(examples);
  }

  /** Ends the threads. */
  close(): Promise<void> {
    return this.#runner.close();
  }

  /**
   * Batches of `size` examples in the given order from `cursor` on, the last as small as what is left. The next
   * batch is prepared while one is in use. An example that cannot be read is replaced by the next in order, or
   * ends the run where the data is strict. With `draws`, examples are augmented: each draws from a stream of its
   * place in the order, so that one that comes twice differs.
   */
  async *batches(
    order: Uint32Array,
    size: number,
    cursor = 0,
    draws?: Draw,
  ): AsyncGenerator<Batch, void, undefined> {
    let ready: Ready[] = [];
    let next = cursor;
    for await (const results of this.#results(order, size, cursor, draws)) {
      for (const { index, outcome } of results) {
        next++;
        const fields = this.#accept(index, outcome);
        if (fields !== undefined) ready.push({ index, fields });
        if (ready.length < size) continue;
        yield this.#mixed(this.#assemble(ready, next), draws);
        ready = [];
      }
    }
    if (ready.length > 0) yield this.#mixed(this.#assemble(ready, next), draws);
  }

  /** A batch with its examples mixed, where a step mixes them: as a stream of its place in the order draws. */
  #mixed(batch: Batch, draws: Draw | undefined): Batch {
    const step = this.#data.spec.augment.find(isMixing);
    const picture = this.#wanted.find(({ field }) => isPicture(field))?.field.name;
    const shape = picture === undefined ? undefined : batch.fields.get(picture)?.shape;
    if (step === undefined || draws === undefined || shape === undefined) return batch;
    const random = new RandomStream(draws.seed, `${draws.path}/batch ${batch.cursor}`);
    const kinds = new Map(this.#wanted.map(({ field: { name, type } }) => [name, type.kind]));
    const mixed = mixBatch(batch, drawMixing(step, batch.count, shape, random), (name) =>
      name === picture ? 'picture' : kinds.get(name) === 'tensor' ? 'numbers' : 'class',
    );
    freeBuffers([...batch.fields.values()].map(({ values }) => values));
    return mixed;
  }

  /** What became of the examples in order, some at a time; a bounded number is in the works ahead. */
  async *#results(
    order: Uint32Array,
    size: number,
    start: number,
    draws: Draw | undefined,
  ): AsyncGenerator<readonly Result[], void, undefined> {
    const portion = Math.min(size, mostPerTask);
    const mostAhead = size + this.#runner.atOnce;
    const ahead: Promise<readonly Result[]>[] = [];
    let next = start;
    for (;;) {
      while (next < order.length && ahead.length * portion < mostAhead) {
        const results = this.#prepare(order.subarray(next, next + portion), next, draws);
        // Its failure is told when its turn comes; until then it must not count as unhandled.
        results.catch(() => undefined);
        ahead.push(results);
        next += portion;
      }
      const results = await ahead.shift();
      if (results === undefined) return;
      yield results;
    }
  }

  /** Prepares some examples: here where little is left to do, else as a task. */
  async #prepare(indexes: Uint32Array, first: number, draws: Draw | undefined): Promise<readonly Result[]> {
    const { finish, isSlow } = this.#preparation;
    const augmented = draws !== undefined && this.#data.spec.augment.length > 0;
    const places: number[] = [];
    const items: TaskItem[] = [];
    const results = Array.from(indexes, (index, place): Result => {
      if (this.#broken.has(index)) return { index, outcome: undefined };
      const settled = this.#settled(index);
      if (settled !== undefined && !augmented && !isSlow)
        return { index, outcome: { fields: finish(settled) } };
      const draw = augmented ? { draw: { ...draws, path: `${draws.path}/${first + place}` } } : {};
      places.push(place);
      items.push(
        settled === undefined
          ? { entry: this.#data.source.entry(index), settled: false, ...draw }
          : { entry: entryOf(settled), settled: true, ...draw },
      );
      return { index, outcome: undefined };
    });
    if (items.length === 0) return results;
    const outcomes = await this.#runner.run({ items, keep: !this.#kept.full });
    places.forEach((place, item) => {
      const index = indexes[place] ?? 0;
      results[place] = { index, outcome: outcomes[item] };
    });
    return results;
  }

  /** An example that is in memory, as it is once settled. */
  #settled(index: number): Example | undefined {
    const kept = this.#kept.get(index);
    if (kept !== undefined || this.#preparation.settles) return kept;
    const { recipe, ...known } = this.#data.source.entry(index);
    // Floats may be none, which a task looks for.
    const isSound = recipe.kind === 'pixels' && !(recipe.image.data instanceof Float32Array);
    return isSound ? { ...known, image: recipe.image } : undefined;
  }

  #accept(index: number, outcome: TaskOutcome | undefined): readonly Prepared[] | undefined {
    if (outcome === undefined || this.#broken.has(index)) return undefined;
    if ('fields' in outcome) {
      if (outcome.settled !== undefined) this.#kept.offer(index, outcome.settled);
      return outcome.fields;
    }
    const { spec, source } = this.#data;
    const file = source.fileOf(index) ?? `example ${index}`;
    if (spec.strict)
      throw new RunError(runtimeMessages.imageUnreadable(spec.source.span, file, outcome.unreadable));
    this.#broken.add(index);
    this.skipped.set(file, outcome.unreadable);
    return undefined;
  }

  #assemble(examples: readonly Ready[], cursor: number): Batch {
    const fields = new Map<string, BatchField>();
    this.#wanted.forEach((wanted, position) => {
      fields.set(wanted.field.name, this.#stack(wanted, position, examples));
    });
    freeBuffers(examples.flatMap((example) => this.#unshared(example)));
    return { count: examples.length, indexes: examples.map(({ index }) => index), fields, cursor };
  }

  #stack(wanted: WantedField, field: number, examples: readonly Ready[]): BatchField {
    const { source, spec } = this.#data;
    let shape: readonly number[] | undefined = wanted.input?.shape;
    let values = new Float32Array();
    examples.forEach(({ index, fields }, position) => {
      const prepared = fields[field];
      if (prepared === undefined) throw new RangeError(`example ${index} lacks ${wanted.field.name}`);
      shape ??= prepared.shape;
      if (!sameSizes(shape, prepared.shape))
        throw unfit(spec, wanted, shape, prepared.shape, source.fileOf(index));
      if (position === 0) values = new Float32Array(prepared.values.length * examples.length);
      values.set(prepared.values, position * prepared.values.length);
    });
    return { shape: shape ?? [], values };
  }

  /** The values of an example that are not also those of a picture in memory. */
  #unshared({ index, fields }: Ready): readonly Values[] {
    const { recipe } = this.#data.source.entry(index);
    const pictures = [this.#kept.get(index)?.image, recipe.kind === 'pixels' ? recipe.image : undefined];
    return fields
      .map(({ values }) => values)
      .filter(({ buffer }) => pictures.every((picture) => picture?.data.buffer !== buffer));
  }
}

/** An example whose wanted fields are prepared, in their order. */
interface Ready {
  readonly index: number;
  readonly fields: readonly Prepared[];
}

/** An example that is in memory. */
const entryOf = ({ image, ...known }: Example): Entry => ({ ...known, recipe: { kind: 'pixels', image } });

interface Result {
  readonly index: number;
  /** Undefined for an example that is known to be broken. */
  readonly outcome: TaskOutcome | undefined;
}

/** Examples of a task: enough that sending it costs little, few enough that threads share a batch. */
export const mostPerTask = 8;

const sameSizes = (a: readonly number[], b: readonly number[]): boolean =>
  a.length === b.length && a.every((size, axis) => size === b[axis]);

/** The fields that a model's inputs and objectives need, once each. */
export function wantedFields(
  fields: readonly FieldSpec[],
  inputs: ReadonlyMap<string, { readonly name: string; readonly shape: readonly number[] }>,
  targets: ReadonlySet<string>,
): readonly WantedField[] {
  return fields
    .filter(({ name }) => inputs.has(name) || targets.has(name))
    .map((field) => {
      const input = inputs.get(field.name);
      return input === undefined ? { field } : { field, input };
    });
}

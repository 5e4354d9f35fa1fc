import type { FieldSpec } from '../../compiler/data/data-spec.ts';
import { messages } from '../messages.ts';
import { RandomStream, shuffle } from '../random.ts';
import { RunError } from '../run-error.ts';
import type { OpenData } from './open-data.ts';
import { preparation, type Prepared } from './prepare/prepare.ts';
import { isUnreadable, type Example } from './source.ts';

/** Prepared examples of a batch: each field's values one after another, channels last. */
export interface Batch {
  readonly count: number;
  readonly fields: ReadonlyMap<string, BatchField>;
  /** How far in the order the batch reaches: where the next one begins. */
  readonly cursor: number;
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

/** Reads and prepares examples; remembers which could not be read. */
export class Loader {
  /** The files that could not be read so far, with the reason. */
  readonly skipped: Map<string, string>;
  readonly #data: OpenData;
  readonly #wanted: readonly (WantedField & { readonly prepare: (example: Example) => Prepared })[];
  readonly #broken = new Set<number>();

  /** `skipped`: what an earlier part of the run could not read. */
  constructor(
    data: OpenData,
    wanted: readonly WantedField[],
    skipped: Iterable<readonly [string, string]> = [],
  ) {
    this.skipped = new Map(skipped);
    this.#data = data;
    const { prepare } = data.spec;
    this.#wanted = wanted.map((each) => ({ ...each, prepare: preparation(each.field, prepare) }));
  }

  /**
   * Batches of `size` examples in the given order from `cursor` on, the last as small as what is left. An
   * example that cannot be read is replaced by the next in order, or ends the run where the data is strict.
   */
  async *batches(order: Uint32Array, size: number, cursor = 0): AsyncGenerator<Batch, void, undefined> {
    for (let next = cursor; next < order.length;) {
      const { examples, end } = await this.#gather(order, next, size);
      if (examples.length > 0) yield this.#assemble(examples, end);
      next = end;
    }
  }

  /** Reads until `size` examples are there, a few at once, since decoding has threads of its own. */
  async #gather(
    order: Uint32Array,
    start: number,
    size: number,
  ): Promise<{ examples: Ready[]; end: number }> {
    const examples: Ready[] = [];
    let end = start;
    while (examples.length < size && end < order.length) {
      const indexes = order.subarray(end, end + Math.min(atOnce, size - examples.length));
      const results = await Promise.all(Array.from(indexes, (index) => this.#read(index)));
      for (const result of results) if (result !== undefined) examples.push(result);
      end += indexes.length;
    }
    return { examples, end };
  }

  /** Reads and prepares an example; what was decoded can go before the batch is complete. */
  async #read(index: number): Promise<Ready | undefined> {
    if (this.#broken.has(index)) return undefined;
    const result = await this.#data.source.read(index);
    if (!isUnreadable(result)) {
      return { index, fields: this.#wanted.map(({ prepare }) => prepare(result)) };
    }
    const { strict, source } = this.#data.spec;
    if (strict) throw new RunError(messages.imageUnreadable(source.span, result.file, result.unreadable));
    this.#broken.add(index);
    this.skipped.set(result.file, result.unreadable);
    return undefined;
  }

  #assemble(examples: readonly Ready[], cursor: number): Batch {
    const fields = new Map<string, BatchField>();
    this.#wanted.forEach((wanted, position) => {
      fields.set(wanted.field.name, this.#stack(wanted, position, examples));
    });
    return { count: examples.length, fields, cursor };
  }

  #stack(wanted: WantedField, field: number, examples: readonly Ready[]): BatchField {
    let shape: readonly number[] | undefined = wanted.input?.shape;
    let values = new Float32Array();
    examples.forEach(({ index, fields }, position) => {
      const prepared = fields[field];
      if (prepared === undefined) throw new RangeError(`example ${index} lacks ${wanted.field.name}`);
      shape ??= prepared.shape;
      if (!sameSizes(shape, prepared.shape)) throw this.#unfit(wanted, shape, prepared.shape, index);
      if (position === 0) values = new Float32Array(prepared.values.length * examples.length);
      values.set(prepared.values, position * prepared.values.length);
    });
    return { shape: shape ?? [], values };
  }

  #unfit(
    { field, input }: WantedField,
    shape: readonly number[],
    found: readonly number[],
    index: number,
  ): RunError {
    const { source, spec } = this.#data;
    const step = spec.prepare.findLast(
      ({ kind, field: of }) => kind === 'Resizing' && (of ?? field.name) === field.name,
    );
    const [height = 1, width = 1, channels] = shape;
    const remedy =
      channels !== found[2]
        ? `make the model's input ${formatShape(found)}`
        : step === undefined
          ? `add \`prepare { Resizing(${height}, ${width}) }\``
          : `make it \`Resizing(${height}, ${width})\``;
    const name = input?.name ?? field.name;
    return new RunError(
      messages.imageUnfit(
        field.span,
        name,
        formatShape(shape),
        formatShape(found),
        source.fileOf(index),
        remedy,
      ),
    );
  }
}

/** An example whose wanted fields are prepared, in their order. */
interface Ready {
  readonly index: number;
  readonly fields: readonly Prepared[];
}

/** Images that are decoded at the same time: as many whole ones may be in memory. */
const atOnce = 8;

const sameSizes = (a: readonly number[], b: readonly number[]): boolean =>
  a.length === b.length && a.every((size, axis) => size === b[axis]);

const formatShape = (shape: readonly number[]): string => `[${shape.join(', ')}]`;

/** The order of an epoch's training examples: a function of seed, phase and epoch, so that nothing is stored. */
export function epochOrder(part: Uint32Array, seed: number, phase: string, epoch: number): Uint32Array {
  const order = part.slice();
  shuffle(order, new RandomStream(seed, `${phase}/${epoch}/shuffle`));
  return order;
}

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

import type * as tf from "./tf.ts";

/** A tensor of a model that is being built. */
export type Symbolic = tf.SymbolicTensor;

/**
 * A path as TensorFlow.js allows it for a layer: `down[2].conv2d` is `down.2.conv2d`, `_stem` is `0_stem`, and what every
 * object has, of which it takes layers to be there, too: `constructor` is `0constructor`.
 */
export function layerName(path: string): string {
  const [first = ""] = path.split(/[.[]/, 1);
  const isTaken = first.startsWith("_") || first in Object.prototype;
  return (isTaken ? "0" : "") + path.replaceAll(/\[(\d+)\]/g, ".$1");
}

/** The path of a layer's name, or of a weight of it; a path stays as it is. */
export const pathOf = (name: string): string =>
  name.replace(/^0/, "").replaceAll(/\.(\d+)(?=[./]|$)/g, "[$1]");

/**
 * Where layers are made, which says what they are called: by their labels, or by kind and count, as Keras counts. What is
 * made twice under one label is one layer with one set of weights.
 */
export class Names {
  readonly #layers: Map<string, tf.layers.Layer>;
  readonly #kept: Map<string, Symbolic>;
  readonly #prefix: string;
  readonly #taken: Set<string>;
  readonly #rounds: string;
  readonly #label: string | undefined;

  constructor(
    from?: Names,
    prefix = "",
    taken = new Set<string>(),
    rounds = "",
    label?: string,
  ) {
    this.#layers =
      from === undefined ? new Map<string, tf.layers.Layer>() : from.#layers;
    this.#kept = from === undefined ? new Map<string, Symbolic>() : from.#kept;
    this.#prefix = prefix;
    this.#taken = taken;
    this.#rounds = rounds;
    this.#label = label;
  }

  /** What is made here is called so; `distinct`: the label says itself which round of a loop it is of. */
  label(text: string, distinct = false): Names {
    const label = distinct ? text : text + this.#rounds;
    this.#taken.add(label);
    return new Names(this, this.#prefix, this.#taken, this.#rounds, label);
  }

  /** One round of a loop, which labels tell apart. */
  round(index: number): Names {
    return new Names(
      this,
      this.#prefix,
      this.#taken,
      `${this.#rounds}[${String(index)}]`,
    );
  }

  /** Within a block, a model or a group that is applied here. */
  inside(word: string): Names {
    return new Names(this, `${this.#path(word)}.`);
  }

  /** Applies a layer that is made here, or was already under this label, to a tensor or to several that it merges. */
  apply(
    word: string,
    make: (name: string) => tf.layers.Layer,
    x: Symbolic | Symbolic[],
  ): Symbolic {
    const name = layerName(this.#path(word));
    const layer = this.#layers.get(name) ?? make(name);
    this.#layers.set(name, layer);
    return layer.apply(x) as Symbolic;
  }

  /** Keeps a tensor under its label, as `label` takes it, for whoever names it from outside. */
  keep(label: string, x: Symbolic, distinct = false): Symbolic {
    this.#kept.set(this.#prefix + (distinct ? label : label + this.#rounds), x);
    return x;
  }

  /** A tensor that was kept, by its path from here. */
  kept(path: string): Symbolic {
    const x = this.#kept.get(this.#prefix + path);
    if (x === undefined)
      throw new RangeError(`nothing is kept as ${this.#prefix}${path}`);
    return x;
  }

  #path(word: string): string {
    return this.#prefix + (this.#label ?? this.#automatic(word));
  }

  #automatic(word: string): string {
    let name = word;
    for (let count = 1; this.#taken.has(name); count++)
      name = `${word}_${String(count)}`;
    this.#taken.add(name);
    return name;
  }
}

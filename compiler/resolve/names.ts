import type { Span } from '../../grammar/span.ts';

/** Where a label is used already. */
export interface Clash {
  readonly clash: Span;
}

interface Registry {
  /** Full names in this body: `conv`, `down[2]`. */
  readonly full: Map<string, Span | undefined>;
  /** Labels without their indices, and the loop they are in. */
  readonly base: Map<string, { readonly span: Span; readonly loop: object | undefined }>;
  readonly counts: Map<string, number>;
}

/** The paths of one body: labels, and names by kind and count; an iteration adds its index to labels. */
export class Names {
  readonly #prefix: string;
  readonly #indices: string;
  readonly #loop: object | undefined;
  readonly #registry: Registry;

  constructor(prefix = '', registry?: Registry, indices = '', loop?: object) {
    this.#prefix = prefix;
    this.#indices = indices;
    this.#loop = loop;
    this.#registry = registry ?? { full: new Map(), base: new Map(), counts: new Map() };
  }

  /** The names within one iteration of a loop. */
  iteration(loop: object, index: number): Names {
    return new Names(this.#prefix, this.#registry, `${this.#indices}[${index}]`, loop);
  }

  /** The names within a body that has a path of its own. */
  inside(path: string): Names {
    return new Names(`${path}.`);
  }

  /** The path of a label; `distinct` for one that says itself which iteration it is of. */
  label(text: string, span: Span, distinct: boolean): string | Clash {
    const full = distinct ? text : text + this.#indices;
    const base = this.#registry.base.get(text);
    const loop = distinct ? undefined : this.#loop;
    if (this.#registry.full.has(full)) return { clash: this.#registry.full.get(full) ?? span };
    if (base !== undefined && base.loop !== loop) return { clash: base.span };
    this.#registry.full.set(full, span);
    this.#registry.base.set(text, { span, loop });
    return this.#prefix + full;
  }

  /** The path of an unlabelled layer, as Keras counts: `conv2d`, `conv2d_1`. */
  automatic(kind: string): string {
    const word = snakeCase(kind);
    let count = this.#registry.counts.get(word) ?? 0;
    let name = word;
    do {
      name = count === 0 ? word : `${word}_${count}`;
      count++;
    } while (this.#registry.full.has(name));
    this.#registry.counts.set(word, count);
    this.#registry.full.set(name, undefined);
    return this.#prefix + name;
  }
}

/** Keras's `to_snake_case`: `MaxPooling2D` is `max_pooling2d`. */
export const snakeCase = (kind: string): string =>
  kind
    .replace(/(.)([A-Z][a-z]+)/g, '$1_$2')
    .replace(/([a-z])([A-Z])/g, '$1_$2')
    .toLowerCase();

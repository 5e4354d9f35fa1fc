import type { Span } from '../../grammar/span.ts';

/** Where a label is used already. */
export interface Clash {
  readonly clash: Span;
}

interface Registry {
  /** Full labels in this body: `conv`, `down[2]`. */
  readonly full: Map<string, Span>;
  /** Labels without their indices, and the loop they are in. */
  readonly base: Map<string, { readonly span: Span; readonly loop: object | undefined }>;
  /** How many names have been made of each word: all of those up to there are taken. */
  readonly counts: Map<string, number>;
}

/** One round of a loop. */
interface Iteration {
  /** The loop's statement. */
  readonly loop: object;
  readonly index: number;
}

/** A path that a written name may mean, and the loops whose running iteration it then takes. */
export interface Candidate {
  readonly path: string;
  readonly loops: readonly object[];
}

/** The paths of one body: labels, and names by kind and count; an iteration adds its index to labels. */
export class Names {
  readonly #prefix: string;
  readonly #iterations: readonly Iteration[];
  readonly #registry: Registry;
  readonly #parent: Names | undefined;

  constructor(
    prefix = '',
    registry?: Registry,
    iterations: readonly Iteration[] = [],
    parent: Names | undefined = undefined,
  ) {
    this.#prefix = prefix;
    this.#iterations = iterations;
    this.#registry = registry ?? { full: new Map(), base: new Map(), counts: new Map() };
    this.#parent = parent;
  }

  /** The loops around this place, outermost first. */
  get loops(): readonly object[] {
    return this.#iterations.map(({ loop }) => loop);
  }

  /** The names within one iteration of a loop. */
  iteration(loop: object, index: number): Names {
    return new Names(this.#prefix, this.#registry, [...this.#iterations, { loop, index }], this.#parent);
  }

  /** The names within a group, which has a path of its own and sees the labels around it. */
  group(path: string): Names {
    return new Names(`${path}.`, undefined, [], this);
  }

  /** The names within a block or model, which sees no label outside. */
  inside(path: string): Names {
    return new Names(`${path}.`);
  }

  /** The path of a label; `distinct` for one that says itself which iteration it is of. */
  label(text: string, span: Span, distinct: boolean): string | Clash {
    const full = distinct ? text : text + this.#indices(this.#iterations.length);
    const base = this.#registry.base.get(text);
    const loop = distinct ? undefined : this.#iterations.at(-1)?.loop;
    const clash = this.#registry.full.get(full) ?? (this.#isAutomatic(full) ? span : undefined);
    if (clash !== undefined) return { clash };
    if (base !== undefined && base.loop !== loop) return { clash: base.span };
    this.#registry.full.set(full, span);
    this.#registry.base.set(text, { span, loop });
    return this.#prefix + full;
  }

  /** What a written path may mean here, nearest first: this iteration's, then whole paths, then outer bodies'. */
  candidates(first: string, rest: string): readonly Candidate[] {
    const loops = this.loops;
    const here = loops.map((_, index) => {
      const count = loops.length - index;
      return { path: this.#prefix + first + this.#indices(count) + rest, loops: loops.slice(0, count) };
    });
    const whole = { path: this.#prefix + first + rest, loops: [] };
    return [...here, whole, ...(this.#parent?.candidates(first, rest) ?? [])];
  }

  #indices(count: number): string {
    return this.#iterations
      .slice(0, count)
      .map(({ index }) => `[${index}]`)
      .join('');
  }

  /** The path of an unlabelled layer, as Keras counts: `conv2d`, `conv2d_1`. */
  automatic(kind: string): string {
    const { counts, full } = this.#registry;
    const word = snakeCase(kind);
    let count = counts.get(word) ?? 0;
    let name = numbered(word, count++);
    while (full.has(name)) name = numbered(word, count++);
    counts.set(word, count);
    return this.#prefix + name;
  }

  /** Whether a name has been made by kind and count. */
  #isAutomatic(name: string): boolean {
    const { counts } = this.#registry;
    if (counts.has(name)) return true;
    const [, word = '', digits = ''] = /^(.*)_([1-9]\d*)$/.exec(name) ?? [];
    return Number(digits) < (counts.get(word) ?? 0);
  }
}

const numbered = (word: string, count: number): string => (count === 0 ? word : `${word}_${count}`);

const snakes = new Map<string, string>();
/** Words that are kept: more than one text has. */
const mostKept = 4096;

/** Keras's `to_snake_case`: `MaxPooling2D` is `max_pooling2d`. */
export function snakeCase(kind: string): string {
  const known = snakes.get(kind);
  if (known !== undefined) return known;
  if (snakes.size >= mostKept) snakes.clear();
  const snake = toSnakeCase(kind);
  snakes.set(kind, snake);
  return snake;
}

const toSnakeCase = (kind: string): string =>
  kind
    .replace(/(.)([A-Z][a-z]+)/g, '$1_$2')
    .replace(/([a-z])([A-Z])/g, '$1_$2')
    .toLowerCase();

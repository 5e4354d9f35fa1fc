import type { OpNode } from '../../ir/ir.ts';
import type { ForwardStep, Made } from './forward-steps.ts';

/** How finely the bytes that are kept are told apart. */
const buckets = 128;

/** Bounds the work of one choice. */
const mostTransitions = 2 ** 15;

/**
 * Which ops of the forward pass to drop so that the activations, with what is alive beside them, stay within some
 * bytes at every moment of the backward pass, and repeating them costs least; undefined where nothing is small enough.
 *
 * Steps are kept one by one, or dropped in segments, of which what later steps use stays. That is a shortest path
 * over (step, bytes kept so far): the dynamic programme of Gruslys (2016) and Beaumont (2019), over tensors of any
 * size, where each is made again once.
 */
export function chooseDropped(
  steps: readonly ForwardStep[],
  budget: number,
): ReadonlySet<OpNode> | undefined {
  const path = cheapestPath(steps, budget);
  if (path === undefined) return undefined;
  const dropped = new Set<OpNode>();
  const stay = new Set<OpNode>();
  for (const { from, to } of path) {
    for (const { made } of steps.slice(from, to)) {
      for (const { ops, lastUse } of made) for (const op of ops) (lastUse < to ? dropped : stay).add(op);
    }
  }
  for (const op of stay) dropped.delete(op);
  return dropped;
}

/** Steps that are dropped together. */
interface Segment {
  readonly from: number;
  readonly to: number;
}

interface Change {
  /** Bytes that stay. */
  readonly added: number;
  /** The most bytes at once in the backward pass, beside what was kept before. */
  readonly during: number;
  readonly cost: number;
}

/**
 * The states of the search. At each place between two steps there are two fronts, of ways that end with a kept step
 * and with a dropped segment; in a front, for each bucket of kept bytes, the cheapest way to it.
 */
class States {
  readonly #cost: Float64Array;
  readonly #kept: Float64Array;
  readonly #before: Int32Array;
  /** By front, the fewest bytes kept. */
  readonly #least: Float64Array;
  readonly #budget: number;

  constructor(places: number, budget: number) {
    this.#cost = new Float64Array(2 * places * buckets).fill(Infinity);
    this.#kept = new Float64Array(2 * places * buckets);
    this.#before = new Int32Array(2 * places * buckets).fill(-1);
    this.#least = new Float64Array(2 * places).fill(Infinity);
    this.#budget = budget;
    this.#cost[0] = 0;
    this.#least[0] = 0;
  }

  /** Whether some way to a front leaves room for some bytes. */
  fits(front: number, bytes: number): boolean {
    return (this.#least[front] ?? Infinity) + bytes <= this.#budget;
  }

  /** Goes on from each way to a front. */
  extend(front: number, { added, during, cost }: Change, to: number): void {
    const room = this.#budget - during;
    const scale = buckets / this.#budget;
    const first = front * buckets;
    for (let state = first; state < first + buckets; state++) {
      const kept = this.#kept[state] as number;
      const sofar = this.#cost[state] as number;
      if (sofar === Infinity || kept > room) continue;
      const bytes = kept + added;
      const target = to * buckets + Math.max(0, Math.min(buckets - 1, Math.floor(bytes * scale)));
      const known = this.#cost[target] as number;
      const total = sofar + cost;
      if (total > known || (total === known && bytes >= (this.#kept[target] as number))) continue;
      this.#cost[target] = total;
      this.#kept[target] = bytes;
      this.#before[target] = state;
      if (bytes < (this.#least[to] as number)) this.#least[to] = bytes;
    }
  }

  /** The dropped segments on the cheapest way to a place; undefined where there is none. */
  wayTo(place: number): readonly Segment[] | undefined {
    let best = 2 * place * buckets;
    for (let state = best; state < 2 * (place + 1) * buckets; state++) {
      if ((this.#cost[state] as number) < (this.#cost[best] as number)) best = state;
    }
    if (this.#cost[best] === Infinity) return undefined;
    const path: Segment[] = [];
    for (let state = best, before = this.#before[state] ?? -1; before >= 0;) {
      const [front, from] = [state, before].map((each) => Math.floor(each / buckets)) as [number, number];
      if (front % 2 === 1) path.push({ from: from >> 1, to: front >> 1 });
      state = before;
      before = this.#before[state] ?? -1;
    }
    return path.reverse();
  }
}

function cheapestPath(steps: readonly ForwardStep[], budget: number): readonly Segment[] | undefined {
  const states = new States(steps.length + 1, budget);
  const ends = endingAt(steps);
  const longest = Math.max(32, Math.ceil(mostTransitions / steps.length));
  let crossing = 0;
  steps.forEach((step, from) => {
    const during = step.needed + step.besides;
    for (const front of [2 * from, 2 * from + 1]) {
      states.extend(front, { added: step.needed, during, cost: 0 }, 2 * (from + 1));
    }
    for (const { to, ...change } of segments(steps, ends, from, longest)) {
      if (!states.fits(2 * from, change.during) && !states.fits(2 * from + 1, change.during)) break;
      states.extend(2 * from + 1, change, 2 * to + 1);
      const { added, cost } = change;
      const more = { added: added + crossing, during: change.during + crossing, cost };
      states.extend(2 * from, more, 2 * to + 1);
    }
    for (const { needed, lastUse, bytes } of step.made) if (!needed && lastUse > from) crossing += bytes;
    for (const { needed, step: maker, bytes } of ends[from] ?? [])
      if (!needed && maker < from) crossing -= bytes;
  });
  return states.wayTo(steps.length);
}

/** Dropping steps from one on, as far as each later one. */
function* segments(
  steps: readonly ForwardStep[],
  ends: readonly (readonly Ending[])[],
  from: number,
  longest: number,
): Generator<Change & { readonly to: number }> {
  const segment: Contents = { stays: [], again: [], passing: [] };
  let [added, cost] = [0, 0];
  for (let to = from + 1; to <= Math.min(steps.length, from + longest); to++) {
    const step = steps[to - 1];
    if (step === undefined) return;
    segment.stays.push(step.needed);
    segment.again.push(0);
    segment.passing.push(0);
    for (const { bytes } of step.made) added += bytes;
    for (const ending of ends[to - 1] ?? []) {
      if (ending.step < from) continue;
      added -= ending.bytes;
      cost += ending.cost;
      drop(ending, from, segment);
    }
    yield { to, added, during: mostAtOnce(steps, from, segment), cost };
  }
}

/** Bytes in a segment, by step. */
interface Contents {
  /** What the backward pass needs and later steps use: it is kept. */
  readonly stays: number[];
  /** What the backward pass needs and is made again. */
  readonly again: number[];
  /** What is made again only to make the rest, where it is alive. */
  readonly passing: number[];
}

function drop(
  { needed, bytes, step, lastUse }: Ending,
  from: number,
  { stays, again, passing }: Contents,
): void {
  const place = step - from;
  if (needed) {
    stays[place] = (stays[place] ?? 0) - bytes;
    again[place] = (again[place] ?? 0) + bytes;
  } else {
    for (let each = place; each <= lastUse - from; each++) passing[each] = (passing[each] ?? 0) + bytes;
  }
}

/**
 * The most bytes at once while the backward pass goes through a segment, last step first: what stays of the steps up
 * to the one it has come to, and from the first value on that is made again, all that is.
 */
function mostAtOnce(
  steps: readonly ForwardStep[],
  from: number,
  { stays, again, passing }: Contents,
): number {
  const trigger = again.findLastIndex((bytes) => bytes > 0);
  let [most, kept, repeated, making] = [0, 0, 0, 0];
  for (let place = 0; place < stays.length; place++) {
    const step = steps[from + place];
    kept += stays[place] ?? 0;
    repeated += again[place] ?? 0;
    if (place <= trigger) making = Math.max(making, repeated + (passing[place] ?? 0));
    if (place === trigger) most = Math.max(most, (step?.entering ?? 0) + kept + making);
    most = Math.max(most, (step?.besides ?? 0) + kept + (place <= trigger ? repeated : 0));
  }
  return most;
}

interface Ending extends Made {
  /** The step that makes it. */
  readonly step: number;
}

/** By step, what it is the last to use. */
function endingAt(steps: readonly ForwardStep[]): readonly (readonly Ending[])[] {
  const ends = steps.map((): Ending[] => []);
  steps.forEach(({ made }, step) => {
    for (const each of made) ends[each.lastUse]?.push({ ...each, step });
  });
  return ends;
}

import { type ExpectedPhase, type Expected, furthest } from './expected.ts';

/** What code of a model came to. */
export interface Answers {
  readonly params: number;
  readonly predictions: Readonly<Record<string, ArrayLike<number>>>;
  readonly phases: readonly ExpectedPhase[];
}

/** Where code and engine differ, in words, and how far apart their numbers are. */
export interface Compared {
  readonly mistakes: readonly string[];
  readonly predictions: number;
  /** Of each phase. */
  readonly losses: readonly number[];
  /** How far another engine is, by phase, where it was asked. */
  readonly engines?: readonly number[];
  /** The greatest of a weight behind the first step of a phase. */
  readonly weights?: number;
}

/** How far numbers may be apart. */
const tolerance = 1e-4;

/** How close the first loss is where later ones cannot be. */
const closely = 1e-5;

/** How many times as far as two engines are from one another code may be from one of them. */
const factor = 2;

/**
 * Compares what code came to with what it should. `other`: what another engine came to, where rounding grows from step to step; then
 * losses behind the first may be twice as far off as those of the engines are from one another.
 */
export function compared(expected: Expected, found: Answers | undefined, other?: Expected): Compared {
  if (found === undefined) return { mistakes: ['no answer'], predictions: NaN, losses: [] };
  const mistakes: string[] = [];
  if (found.params !== expected.params) mistakes.push(`${found.params} parameters, not ${expected.params}`);
  const ofHeads = Object.entries(expected.predictions).map(([head, values]) => {
    const off = furthest(values, found.predictions[head] ?? []);
    if (!(off < tolerance)) mistakes.push(`${head} is ${off} off`);
    return off;
  });
  const losses = expected.phases.map((phase, index) => {
    const { off, others } = comparedPhase(phase, found.phases[index], other?.phases[index]);
    mistakes.push(...others);
    return off;
  });
  const engines = other?.phases.map((phase, index) =>
    furthest(expected.phases[index]?.losses ?? [], phase.losses),
  );
  const weights = Math.max(
    0,
    ...expected.phases.map((phase, index) =>
      steppedApart(phase, found.phases[index], other?.phases[index], mistakes),
    ),
  );
  return { mistakes, predictions: Math.max(0, ...ofHeads), losses, weights, ...(engines && { engines }) };
}

function comparedPhase(
  { name, trainable, losses, metrics }: ExpectedPhase,
  found: ExpectedPhase | undefined,
  other: ExpectedPhase | undefined,
): { off: number; others: readonly string[] } {
  if (found === undefined) return { off: NaN, others: [`no phase ${name}`] };
  const others: string[] = [];
  if (found.trainable !== trainable) others.push(`${name}: ${found.trainable} train, not ${trainable}`);
  const off = furthest(losses, found.losses);
  if (!(off < tolerance) && !(other !== undefined && isAsClose(losses, found.losses, other.losses)))
    others.push(`${name}: losses ${found.losses.join(' ')}, not ${losses.join(' ')} (${off})`);
  const unknown = metrics.filter((metric) => !found.metrics.includes(metric));
  if (unknown.length > 0)
    others.push(`${name}: no metrics ${unknown.join(' ')}, but ${found.metrics.join(' ')}`);
  return { off, others };
}

/** Whether losses are as close as those of two engines are to one another, and the first is close. */
function isAsClose(wanted: readonly number[], found: readonly number[], other: readonly number[]): boolean {
  const isBegun = furthest(wanted.slice(0, 1), found.slice(0, 1)) <= closely;
  return isBegun && furthest(wanted, found) <= factor * furthest(wanted, other);
}

/** How far weights are apart behind the first step of a phase. Later phases begin where those before them have ended. */
function steppedApart(
  { name, stepped }: ExpectedPhase,
  found: ExpectedPhase | undefined,
  other: ExpectedPhase | undefined,
  mistakes: string[],
): number {
  if (stepped === undefined || found?.stepped === undefined) return 0;
  const [off, path] = furthestOf(stepped, found.stepped);
  const [ofEngines] = other?.stepped === undefined ? [0] : furthestOf(stepped, other.stepped);
  if (!(off <= Math.max(tolerance, factor * ofEngines)))
    mistakes.push(`${name}: ${path} is ${off} off behind a step`);
  return off;
}

/** The greatest difference of all weights, and where it is. */
const furthestOf = (
  wanted: ReadonlyMap<string, Float32Array>,
  found: ReadonlyMap<string, Float32Array>,
): readonly [number, string] =>
  [...wanted].reduce<readonly [number, string]>(
    (most, [path, values]) => {
      const off = furthest(values, found.get(path) ?? []);
      return off <= most[0] ? most : [off, path];
    },
    [0, ''],
  );

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
}

/** How far numbers may be apart. */
const tolerance = 1e-4;

/** Compares what code came to with what it should. */
export function compared(expected: Expected, found: Answers | undefined): Compared {
  if (found === undefined) return { mistakes: ['no answer'], predictions: NaN, losses: [] };
  const mistakes: string[] = [];
  if (found.params !== expected.params) mistakes.push(`${found.params} parameters, not ${expected.params}`);
  const ofHeads = Object.entries(expected.predictions).map(([head, values]) => {
    const off = furthest(values, found.predictions[head] ?? []);
    if (!(off < tolerance)) mistakes.push(`${head} is ${off} off`);
    return off;
  });
  const losses = expected.phases.map((phase, index) => {
    const { off, others } = comparedPhase(phase, found.phases[index]);
    mistakes.push(...others);
    return off;
  });
  return { mistakes, predictions: Math.max(0, ...ofHeads), losses };
}

function comparedPhase(
  { name, trainable, losses, metrics }: ExpectedPhase,
  found: ExpectedPhase | undefined,
): { off: number; others: readonly string[] } {
  if (found === undefined) return { off: NaN, others: [`no phase ${name}`] };
  const others: string[] = [];
  if (found.trainable !== trainable) others.push(`${name}: ${found.trainable} train, not ${trainable}`);
  const off = furthest(losses, found.losses);
  if (!(off < tolerance))
    others.push(`${name}: losses ${found.losses.join(' ')}, not ${losses.join(' ')} (${off})`);
  const unknown = metrics.filter((metric) => !found.metrics.includes(metric));
  if (unknown.length > 0)
    others.push(`${name}: no metrics ${unknown.join(' ')}, but ${found.metrics.join(' ')}`);
  return { off, others };
}

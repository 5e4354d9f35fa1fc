import { createHash } from 'node:crypto';
import type { TrainSpec } from '../../compiler/train/train-spec.ts';

/** What a run's weights depend on; kept in `run.json`. */
export interface RunIdentity {
  readonly format: 1;
  readonly train: string;
  /** SHA-256 of the text of the specification. */
  readonly spec: string;
  readonly engine: string;
  readonly seed: number;
  /** Fingerprint of the data. */
  readonly data: string;
  readonly phases: readonly { readonly name: string; readonly epochs: number; readonly batch: number }[];
  /** Options as they were given, for `--resume` to take up again. */
  readonly options: RunOptions;
}

/** Options of the command line that a resumed run takes up where they are not given again. */
export interface RunOptions {
  readonly engine?: string;
  readonly seed?: number;
  readonly batch?: number | 'auto';
  readonly epochs?: number;
  readonly data?: Readonly<Record<string, string>>;
}

export function identityOf(
  train: TrainSpec,
  facts: Pick<RunIdentity, 'engine' | 'seed' | 'data' | 'options'> & { readonly text: string },
): RunIdentity {
  const { text, ...others } = facts;
  return {
    format: 1,
    train: train.name,
    spec: createHash('sha256').update(text).digest('hex'),
    phases: train.phases.map(({ name, epochs, batch }) => ({ name, epochs, batch })),
    ...others,
  };
}

/** How a run differs from an earlier one whose weights it would take over, in words; more epochs are no difference. */
export function differences(earlier: RunIdentity, now: RunIdentity): readonly string[] {
  const found: string[] = [];
  const compare = (what: string, before: string | number, after: string | number): void => {
    if (before !== after) found.push(`${what}: ${before} in the run, ${after} now`);
  };
  compare('train', earlier.train, now.train);
  if (earlier.spec !== now.spec)
    found.push('the .cnn file has changed since (`spec.cnn` in the run is what it was)');
  compare('engine', earlier.engine, now.engine);
  compare('seed', earlier.seed, now.seed);
  if (earlier.data !== now.data) found.push('data: other files than in the run');
  const names = new Set([...earlier.phases, ...now.phases].map(({ name }) => name));
  const last = now.phases.at(-1)?.name;
  for (const name of names) {
    const before = earlier.phases.find((phase) => phase.name === name);
    const after = now.phases.find((phase) => phase.name === name);
    if (before === undefined || after === undefined) continue;
    compare(`batch of phase ${name}`, before.batch, after.batch);
    if (name !== last || after.epochs < before.epochs) {
      compare(`epochs of phase ${name}`, before.epochs, after.epochs);
    }
  }
  return found;
}

/** Reads `run.json`; undefined where it is not one. */
export function parseIdentity(text: string): RunIdentity | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isIdentity(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isIdentity(value: unknown): value is RunIdentity {
  if (typeof value !== 'object' || value === null) return false;
  const { format, train, spec, engine, seed, data, phases, options } = value as Record<string, unknown>;
  return (
    format === 1 &&
    [train, spec, engine, data].every((text) => typeof text === 'string') &&
    typeof seed === 'number' &&
    Array.isArray(phases) &&
    phases.every((phase: unknown) => typeof phase === 'object' && phase !== null) &&
    typeof options === 'object' &&
    options !== null
  );
}

import { createHash } from 'node:crypto';
import type { PhaseSpec, TrainSpec } from '../../compiler/train/train-spec.ts';

/** What a run's weights depend on; kept in `run.json`. */
export interface RunIdentity {
  readonly format: 1;
  readonly train: string;
  /** SHA-256 of the text of the specification. */
  readonly spec: string;
  /** SHA-256 of the text of each file that it imports, by its path from the specification. */
  readonly imports: Readonly<Record<string, string>>;
  readonly engine: string;
  readonly seed: number;
  /** Fingerprint of the data. */
  readonly data: string;
  readonly phases: readonly PhaseIdentity[];
  /** Options as they were given, for `--resume` to take up again. */
  readonly options: RunOptions;
}

/** A phase as it ran: its batch is the one that was chosen where the largest was asked for. */
export interface PhaseIdentity {
  readonly name: string;
  readonly epochs: number;
  readonly batch: number;
  /** Batches for one update, where those are several. */
  readonly accumulate?: number;
  readonly recompute?: 'auto' | 'max';
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
  facts: Pick<RunIdentity, 'engine' | 'seed' | 'data' | 'options'> & {
    readonly text: string;
    /** Texts by their paths. */
    readonly imports: ReadonlyMap<string, string>;
  },
): RunIdentity {
  const { text, imports, ...others } = facts;
  return {
    format: 1,
    train: train.name,
    spec: digest(text),
    imports: Object.fromEntries([...imports].map(([path, imported]) => [path, digest(imported)])),
    phases: train.phases.map(phaseIdentity),
    ...others,
  };
}

const phaseIdentity = ({ name, epochs, batch, accumulate, recompute }: PhaseSpec): PhaseIdentity => ({
  name,
  epochs,
  batch,
  ...(accumulate === undefined ? {} : { accumulate: accumulate.batches }),
  ...(recompute === undefined ? {} : { recompute }),
});

const digest = (text: string): string => createHash('sha256').update(text).digest('hex');

/** How a run differs from an earlier one whose weights it would take over, in words; more epochs are no difference. */
export function differences(earlier: RunIdentity, now: RunIdentity): readonly string[] {
  const found: string[] = [];
  const compare = (what: string, before: string | number, after: string | number): void => {
    if (before !== after) found.push(`${what}: ${before} in the run, ${after} now`);
  };
  compare('train', earlier.train, now.train);
  if (earlier.spec !== now.spec)
    found.push('the .cnn file has changed since (`spec.cnn` in the run is what it was)');
  for (const path of new Set([...Object.keys(earlier.imports), ...Object.keys(now.imports)])) {
    if (earlier.imports[path] !== now.imports[path])
      found.push(`\`${path}\`, which it imports, has changed since`);
  }
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
    return isIdentity(value) ? { ...value, imports: value.imports ?? {} } : undefined;
  } catch {
    return undefined;
  }
}

/** What `run.json` holds; before imports were kept, it had none. */
type WrittenIdentity = Omit<RunIdentity, 'imports'> & Partial<Pick<RunIdentity, 'imports'>>;

function isIdentity(value: unknown): value is WrittenIdentity {
  if (typeof value !== 'object' || value === null) return false;
  const {
    format,
    train,
    spec,
    imports = {},
    engine,
    seed,
    data,
    phases,
    options,
  } = value as Record<string, unknown>;
  return (
    format === 1 &&
    [train, spec, engine, data].every((text) => typeof text === 'string') &&
    typeof seed === 'number' &&
    Array.isArray(phases) &&
    phases.every(isPhase) &&
    [options, imports].every((each) => typeof each === 'object' && each !== null)
  );
}

function isPhase(value: unknown): value is PhaseIdentity {
  if (typeof value !== 'object' || value === null) return false;
  const { name, epochs, batch } = value as Record<string, unknown>;
  const counts = [epochs, batch];
  return (
    typeof name === 'string' && counts.every((count) => Number.isSafeInteger(count) && Number(count) > 0)
  );
}

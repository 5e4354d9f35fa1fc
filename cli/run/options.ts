import { displayText } from '../../compiler/diagnostics/display-width.ts';
import { suggest } from '../../compiler/foreign/suggest.ts';
import type { TrainSpec } from '../../compiler/train/train-spec.ts';
import { engineNames, parseEngineName } from '../../runtime/engines/registry.ts';
import type { EngineName } from '../../runtime/engines/engine.ts';
import type { RunOptions } from '../../runtime/train/identity.ts';
import { checkPlace } from '../check-place.ts';
import { UsageError } from '../command.ts';

/** The options of `cnnc run` as written. */
export interface WrittenOptions {
  readonly train?: string;
  readonly engine?: string;
  readonly data?: readonly string[];
  readonly weights?: readonly string[];
  readonly epochs?: string;
  readonly batch?: string;
  readonly seed?: string;
  readonly out?: string;
  readonly followLinks?: boolean;
  readonly resume?: boolean;
  readonly json?: boolean;
}

/** The options of `cnnc run` after checking. */
export interface CheckedOptions {
  readonly train?: string;
  readonly engine?: EngineName | 'auto';
  /** Directories by the name of the data block. */
  readonly data: Readonly<Record<string, string>>;
  /** Files by the name of the set of weights that they are. */
  readonly weights: Readonly<Record<string, string>>;
  readonly epochs?: number;
  /** `auto`: the largest that fits. */
  readonly batch?: number | 'auto';
  readonly seed?: number;
  readonly out?: string;
  /** Whether links may lead out of the data. No run folder can say so for its person. */
  readonly followLinks: boolean;
  readonly resume: boolean;
  readonly json: boolean;
}

/** Checks what can be checked without reading anything; throws a UsageError. */
export function checkOptions(written: WrittenOptions): CheckedOptions {
  const {
    train,
    engine,
    data = [],
    weights = [],
    epochs,
    batch,
    seed,
    out,
    followLinks = false,
    resume = false,
    json = false,
  } = written;
  checkPlace('--out', out, 'write `--out runs/first`, say');
  if (resume && out === undefined) {
    throw usage('`--resume` needs to know which run', 'add `--out DIR`, the folder of the run');
  }
  return {
    ...(train === undefined ? {} : { train }),
    ...(engine === undefined ? {} : { engine: checkEngine(engine) }),
    data: Object.fromEntries(data.map(checkData)),
    weights: Object.fromEntries(weights.map(checkWeights)),
    ...(epochs === undefined ? {} : { epochs: checkNumber('--epochs', epochs, 1, 1_000_000) }),
    ...(batch === undefined
      ? {}
      : { batch: batch === 'auto' ? batch : checkNumber('--batch', batch, 1, 1_000_000) }),
    ...(seed === undefined ? {} : { seed: checkNumber('--seed', seed, 0, 2 ** 32 - 1) }),
    ...(out === undefined ? {} : { out }),
    followLinks,
    resume,
    json,
  };
}

export function checkNumber(option: string, written: string, minimum: number, maximum: number): number {
  const value = /^\d+$/.test(written) ? Number(written) : NaN;
  if (value >= minimum && value <= maximum) return value;
  const wanted = `a whole number from ${minimum} to ${maximum}`;
  throw usage(`\`${option}\` takes ${wanted}, not \`${written}\``, `write \`${option} ${minimum + 9}\`, say`);
}

function checkEngine(written: string): EngineName | 'auto' {
  const result = parseEngineName(written);
  if ('name' in result) return result.name;
  const { suggestion } = result;
  const fix =
    suggestion === undefined ? `engines are ${engineNames.join(', ')}` : `did you mean \`${suggestion}\`?`;
  throw usage(`there is no engine \`${written}\``, fix);
}

function checkData(written: string): readonly [string, string] {
  const at = written.indexOf('=');
  if (at > 0 && at < written.length - 1) return [written.slice(0, at), written.slice(at + 1)];
  throw usage(`\`--data\` takes NAME=PATH, not \`${written}\``, 'write `--data Digits=path/to/mnist`, say');
}

function checkWeights(written: string): readonly [string, string] {
  const at = written.indexOf('=');
  if (at > 0 && at < written.length - 1) return [written.slice(0, at), written.slice(at + 1)];
  throw usage(`\`--weights\` takes NAME=PATH, not \`${written}\``, 'write `--weights imagenet=file.h5`, say');
}

/** Checks that files are given only in place of sets that a model begins with. */
export function checkWeightNames(
  given: Readonly<Record<string, string>>,
  sets: readonly string[],
  train: string,
): void {
  const strange = Object.keys(given).find((name) => !sets.includes(name));
  if (strange === undefined) return;
  const known = [...new Set(sets)].map((name) => `\`${name}\``).join(', ');
  throw usage(
    `\`${train}\` begins with no weights \`${strange}\``,
    known === '' ? 'leave out `--weights`' : `it begins with ${known}`,
  );
}

/** The train block that is meant; throws a UsageError where it is not clear which. */
export function chooseTrain<T extends { readonly name: string }>(
  trains: readonly T[],
  name: string | undefined,
  file: string,
): T {
  const names = trains.map((train) => train.name);
  const [only] = trains;
  if (only === undefined) throw usage(`\`${file}\` has no train block`, 'add `train Model on Data { … }`');
  if (name === undefined) {
    if (trains.length === 1) return only;
    throw usage(
      `\`${file}\` has ${trains.length} train blocks`,
      `choose one: \`--train ${names.join('`, `--train ')}\``,
    );
  }
  const chosen = trains.find((train) => train.name === name);
  if (chosen !== undefined) return chosen;
  const suggestion = suggest(name, names);
  throw usage(
    `\`${file}\` has no train block \`${name}\``,
    suggestion === undefined ? `it has \`${names.join('`, `')}\`` : `did you mean \`${suggestion}\`?`,
  );
}

/** Checks that directories are given only to data that a train block reads from a directory. */
export function checkDataNames(
  given: Readonly<Record<string, string>>,
  spec: Pick<TrainSpec, 'name' | 'data'>,
): void {
  const { name, source } = spec.data;
  for (const written of Object.keys(given)) {
    if (written !== name) {
      throw usage(`\`${spec.name}\` does not train on data \`${written}\``, `its data is \`${name}\``);
    }
    if (source.kind === 'shapes') {
      throw usage(`the data \`${name}\` is generated and has no directory`, 'leave out `--data`');
    }
  }
}

/** What an earlier run was given and this one was not. */
export function takeUp(now: CheckedOptions, earlier: RunOptions, train: string): CheckedOptions {
  const { engine, seed, batch, epochs, data } = earlier;
  const known = engine === undefined ? undefined : parseEngineName(engine);
  return {
    train,
    ...(known !== undefined && 'name' in known ? { engine: known.name } : {}),
    ...(seed === undefined ? {} : { seed }),
    ...(batch === undefined ? {} : { batch }),
    ...(epochs === undefined ? {} : { epochs }),
    ...now,
    data: { ...data, ...now.data },
  };
}

/** Wrong usage, and what to write instead. */
const usage = (message: string, fix: string): UsageError =>
  new UsageError(`${displayText(message)}\n  = fix: ${displayText(fix)}`);

import { readsFiles } from '../../compiler/catalogue/sources/registry.ts';
import { suggest } from '../../compiler/foreign/suggest.ts';
import type { TrainSpec } from '../../compiler/train/train-spec.ts';
import type { EngineName } from '../engines/engine.ts';
import { parseEngineName } from '../engines/registry.ts';
import type { RunOptions } from '../train/identity.ts';
import { usage } from '../usage-error.ts';

/** What a person may say of a run beside its file. */
export interface RunSettings {
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
  /** Which fold is validated on: `2/5`. */
  readonly fold?: string;
  /** Whether links may lead out of the data. No run folder can say so for its person. */
  readonly followLinks: boolean;
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
    if (!readsFiles(source)) {
      throw usage(`the data \`${name}\` is generated and has no directory`, 'leave out `--data`');
    }
  }
}

/** What an earlier run was given and this one was not. */
export function takeUp(now: RunSettings, earlier: RunOptions, train: string): RunSettings {
  const { engine, seed, batch, epochs, fold, data } = earlier;
  const known = engine === undefined ? undefined : parseEngineName(engine);
  return {
    train,
    ...(known !== undefined && 'name' in known ? { engine: known.name } : {}),
    ...(seed === undefined ? {} : { seed }),
    ...(batch === undefined ? {} : { batch }),
    ...(epochs === undefined ? {} : { epochs }),
    ...(fold === undefined ? {} : { fold }),
    ...now,
    data: { ...data, ...now.data },
  };
}

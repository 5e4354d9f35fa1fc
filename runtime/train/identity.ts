import { createHash } from 'node:crypto';
import type { CompileOptions } from '../../compiler/compile.ts';
import {
  type KeptKey,
  keptSettings,
  type PhaseSettings,
} from '../../compiler/catalogue/settings/registry.ts';
import type { PhaseSpec, TrainSpec } from '../../compiler/train/train-spec.ts';
import { boxFormsOf, type BoxForms } from '../data/box-forms.ts';

/** What a run's weights depend on; kept in `run.json`. */
export interface RunIdentity {
  /** 1 in runs of earlier versions. */
  readonly format: 1 | 2;
  readonly train: string;
  /** SHA-256 of the text of the specification. */
  readonly spec: string;
  /** SHA-256 of the text of each file that it imports, by its path from the specification. */
  readonly imports: Readonly<Record<string, string>>;
  /** The texts themselves, so that a change of them can be told. */
  readonly texts?: Texts;
  readonly engine: string;
  readonly seed: number;
  /** Fingerprint of the data. */
  readonly data: string;
  /** Names of the classes by their numbers, where the source has any. */
  readonly classes?: readonly string[];
  /** The outputs that give boxes, and what of; absent where none does, and in runs of earlier versions. */
  readonly boxes?: BoxForms;
  /** How many examples they have; absent in runs of earlier versions. */
  readonly examples?: number;
  readonly phases: readonly PhaseIdentity[];
  /** The sizes that its data turned out to have, by the data's name and the field's, where the text leaves any open. */
  readonly shapes?: CompileOptions['shapes'];
  /** Where the specification lay, from the run's folder: what its paths begin at; absent in runs of earlier versions. */
  readonly directory?: string;
  /** Options as they were given, for `--resume` to take up again. */
  readonly options: RunOptions;
}

/** The text of a specification, and of what it imports by path from it. */
export interface Texts {
  readonly spec: string;
  readonly imports: Readonly<Record<string, string>>;
}

/** A phase as it ran, settings at their defaults left out: its batch is the one that was chosen where the largest was asked for. */
export interface PhaseIdentity extends Pick<PhaseSettings, KeptKey> {
  readonly name: string;
}

/** Options of the command line that a resumed run takes up where they are not given again. */
export interface RunOptions {
  readonly engine?: string;
  readonly seed?: number;
  readonly batch?: number | 'auto';
  readonly epochs?: number;
  /** Which fold is validated on: `2/5`. */
  readonly fold?: string;
  readonly data?: Readonly<Record<string, string>>;
}

export function identityOf(
  train: TrainSpec,
  facts: Pick<RunIdentity, 'engine' | 'seed' | 'data' | 'classes' | 'examples' | 'shapes' | 'options'> & {
    readonly text: string;
    /** Texts by their paths. */
    readonly imports: ReadonlyMap<string, string>;
  },
): RunIdentity {
  const { text, imports, ...others } = facts;
  const boxes = boxFormsOf(train);
  return {
    format: 2,
    train: train.name,
    spec: digest(text),
    imports: Object.fromEntries([...imports].map(([path, imported]) => [path, digest(imported)])),
    texts: { spec: text, imports: Object.fromEntries(imports) },
    phases: train.phases.map(phaseIdentity),
    ...(boxes && { boxes }),
    ...others,
  };
}

const phaseIdentity = (phase: PhaseSpec): PhaseIdentity => {
  const { name, epochs, batch } = phase;
  const kept = keptSettings.flatMap(({ kind }): readonly (readonly [string, unknown])[] =>
    phase[kind] === undefined ? [] : [[kind, phase[kind]]],
  );
  return { name, epochs, batch, ...Object.fromEntries(kept) };
};

const digest = (text: string): string => createHash('sha256').update(text).digest('hex');

/** Whether a run was made from a text. */
export const isTextOf = ({ spec }: RunIdentity, text: string): boolean => spec === digest(text);

/** What a checkpoint is bound to: all that a resumed run may not differ in, but for the text, which may say the same anew. */
export function digestOf({ train, engine, seed, data, phases }: RunIdentity): string {
  const batches = phases.map((phase) => {
    const { name, batch, accumulate = 1, recompute = '' } = phase;
    return [name, batch, accumulate, recompute, ...laterSettings(phase)];
  });
  return digest(JSON.stringify([train, engine, seed, data, batches]));
}

/** Settings that digests have had from the first; later ones are in those of runs alone that give them, so that others stay. */
const first: ReadonlySet<string> = new Set(['batch', 'accumulate', 'recompute']);

const laterSettings = (phase: PhaseIdentity): readonly (readonly [string, unknown])[] =>
  keptSettings
    .filter(({ kind, weights }) => weights === true && !first.has(kind) && phase[kind] !== undefined)
    .map(({ kind }) => [kind, phase[kind]] as const);

/** Whether what a run was made from reads otherwise than now. */
export const textDiffers = (earlier: RunIdentity, now: RunIdentity): boolean =>
  earlier.spec !== now.spec || changedImports(earlier, now).length > 0;

/** Whether a run kept the texts that it was made from, and they are those. */
export const hasTexts = (identity: RunIdentity): identity is RunIdentity & { readonly texts: Texts } =>
  identity.texts !== undefined &&
  isTextOf(identity, identity.texts.spec) &&
  Object.entries(identity.imports).every(
    ([path, expected]) => digest(identity.texts?.imports[path] ?? '') === expected,
  );

const changedImports = (earlier: RunIdentity, now: RunIdentity): readonly string[] =>
  [...new Set([...Object.keys(earlier.imports), ...Object.keys(now.imports)])].filter(
    (path) => earlier.imports[path] !== now.imports[path],
  );

/**
 * How a run differs from an earlier one whose weights it would take over, in words; more epochs are no difference.
 * `changes`: what a change of the text comes to, where that is known; none where it means the same.
 */
export function differences(
  earlier: RunIdentity,
  now: RunIdentity,
  changes?: readonly string[],
): readonly string[] {
  const found: string[] = [];
  const compare = (what: string, before: string | number, after: string | number): void => {
    if (before !== after) found.push(`${what}: ${before} in the run, ${after} now`);
  };
  compare('train', earlier.train, now.train);
  found.push(...(changes ?? textChanges(earlier, now)));
  compare('engine', earlier.engine, now.engine);
  compare('seed', earlier.seed, now.seed);
  found.push(...dataChanges(earlier, now));
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

function dataChanges(earlier: RunIdentity, now: RunIdentity): readonly string[] {
  if (earlier.data === now.data) return [];
  const [before, after] = [earlier.options.fold, now.options.fold];
  if (before !== after) return [`fold: ${before ?? 'none given'} in the run, ${after ?? 'none given'} now`];
  const changes = Object.entries(now.options.data ?? {}).flatMap(([name, path]) => {
    const before = earlier.options.data?.[name];
    return before === undefined || before === path
      ? []
      : [`data: \`${name}\` in ${before} in the run, ${path} now`];
  });
  if (earlier.examples !== undefined && earlier.examples !== now.examples) {
    changes.push(`data: ${earlier.examples} examples in the run, ${now.examples ?? 'others'} now`);
  }
  return changes.length > 0 ? changes : ['data: other files, or other content, than in the run'];
}

/** That texts have changed, where it cannot be told what that comes to. */
const textChanges = (earlier: RunIdentity, now: RunIdentity): readonly string[] => [
  ...(earlier.spec === now.spec
    ? []
    : ['the .cnn file has changed since (`spec.cnn` in the run is what it was)']),
  ...changedImports(earlier, now).map((path) => `\`${path}\`, which it imports, has changed since`),
];

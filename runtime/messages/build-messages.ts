import type { FieldSpec } from '../../compiler/data/data-spec.ts';
import { diagnostic, fix } from '../diagnostic.ts';
import { formatBytes } from '../../compiler/diagnostics/messages/format-bytes.ts';
import type { PhaseSpec } from '../../compiler/train/train-spec.ts';
import type { Span } from '../../grammar/span.ts';
import type { WriteFailure } from '../files/write-failure.ts';
import { listed } from './wording.ts';

/** What is said of builds, and of what a target leaves out. */
export const buildMessages = {
  buildWeightsUnreadable: (file: string, problem: string, remedy: string) =>
    diagnostic('CNN670', undefined, `the weights \`${file}\` cannot be read: ${problem}`, fix(remedy)),
  buildWeightsDiffer: (file: string, found: string, name: string, shape: readonly number[]) =>
    diagnostic('CNN671', undefined, `the weights \`${file}\` are of another model`, {
      notes: [`it ${found} \`${name}\`, which is [${shape.join(', ')}] in this model`],
      ...fix(
        'give the weights of a run of this model, or the file that the run was made from (its `spec.cnn`)',
      ),
    }),
  buildWeightsMoved: (file: string, names: readonly string[]) =>
    diagnostic('CNN671', undefined, `the weights \`${file}\` are of another model`, {
      notes: [
        `in the file only: ${listed(names)}`,
        'such names say no more than the order: weights of one layer may stand under the name of another',
      ],
      ...fix(
        'give the weights of a run of this model, or the file that the run was made from (its `spec.cnn`)',
      ),
    }),
  buildTooLarge: (count: number, bytes: number, room: number) =>
    diagnostic('CNN733', undefined, `the weights to build take ${formatBytes(bytes)} of memory, twice`, {
      notes: [
        `they are ${count.toLocaleString('en')} numbers, held once as they are and once as they are written; there are ${formatBytes(room)}`,
      ],
      ...fix(
        'make the largest layer smaller: `cnnc summary` lists the parameters of each; code (`--target keras`) needs none',
      ),
    }),
  folderNotImportable: (directory: string, name: string) =>
    diagnostic('CNN734', undefined, `Python cannot import a package that is called \`${directory}\``, {
      severity: 'warning',
      ...fix(`rename the folder, or write \`-o ${name}\``),
    }),
  buildUnwritable: (directory: string, { reason, fix: remedy }: WriteFailure) =>
    diagnostic('CNN672', undefined, `the build \`${directory}\` cannot be written: ${reason}`, {
      ...fix(`${remedy}, or choose another folder with \`-o\``),
    }),
  outIsBuild: (directory: string) =>
    diagnostic('CNN673', undefined, `\`${directory}\` already holds a build`, {
      ...fix('give `--force` to replace it, or another folder'),
    }),
  buildTaken: (path: string) =>
    diagnostic('CNN673', undefined, `\`${path}\` is there already, and is not a build`, {
      ...fix('choose another folder: only a build is replaced, with `--force`'),
    }),
  buildHasOthers: (path: string, others: readonly string[]) =>
    diagnostic('CNN684', undefined, `the build \`${path}\` holds what no build put there`, {
      notes: [`of others: ${listed(others)}`],
      ...fix('move that elsewhere, or choose another folder'),
    }),
  codeEdited: (path: string, files: readonly string[], isBuild: boolean) =>
    diagnostic(
      'CNN710',
      undefined,
      isBuild
        ? `the build \`${path}\` has been edited since it was written`
        : `\`${path}\` holds files in the place of what would be written`,
      {
        notes: [`of a person: ${listed(files)}`],
        ...fix('see what would change with `--diff`; replace them with `--force`, or choose another folder'),
      },
    ),
  codeOfAnother: (path: string, of: string, target: string) =>
    diagnostic('CNN712', undefined, `\`${path}\` holds the build of \`${of}\` for \`${target}\``, {
      ...fix('choose a folder of its own for each; `--force` puts this build in the place of that one'),
    }),
  namesJoined: (model: string, { name, label, first, second }: JoinedNames) => ({
    ...diagnostic('CNN731', second.span, `Keras calls two layers of \`${model}\` \`${name}\``, {
      notes: [
        `it joins a path by \`_\`, and gives one to \`sum\` and other operations: \`${first.path}\` and \`${second.path}\` are one name to it`,
      ],
      ...fix(`give one of them another label: \`${label}: …\``),
    }),
    related: [{ span: first.span, message: `\`${first.path}\`` }],
  }),
  prepareUnknown: (model: string, input: string) =>
    diagnostic('CNN732', undefined, `no data say what the input \`${input}\` of \`${model}\` is made of`, {
      ...fix(
        `leave out \`--with-prepare\`, or declare the data: \`data Pictures { … field ${input}: uint8[?, ?, 3] }\``,
      ),
    }),
  trainingLeftOut: (train: string, symbols: readonly string[]) =>
    diagnostic(
      'CNN711',
      undefined,
      `the training \`${train}\` is left out: its data does not say the sizes ${listed(symbols)}`,
      {
        severity: 'warning',
        ...fix(`give them: \`${symbols.map((symbol) => `--size ${symbol}=N`).join(' ')}\``),
      },
    ),
  dataLeftOut: (data: string, steps: readonly string[], target: string) =>
    diagnostic('CNN735', undefined, `the code for ${target} leaves ${listed(steps)} of \`${data}\` out`, {
      severity: 'warning',
      notes: ['its `train` takes examples as they are given'],
      ...fix(
        target === 'keras'
          ? 'train with `cnnc run`, or mix the batches that are given'
          : 'do it to the examples, or write `--target keras`, whose `train` does',
      ),
    }),
  bestLeftOut: (train: string, phases: readonly string[], target: string) =>
    diagnostic(
      'CNN756',
      undefined,
      `the code for ${target} ends ${listed(phases)} of \`${train}\` with the last weights, not the best`,
      {
        severity: 'warning',
        ...fix('train with `cnnc run`, which keeps them, or leave `monitor` and `patience` out'),
      },
    ),
  trainingLacks: ({ phase, train, parts, target, model }: LackingPhase) =>
    diagnostic(
      'CNN757',
      phase.optimizer.span,
      `the code for ${target} has no ${parts.map((part) => `\`${part}\``).join(', no ')} for \`phase ${phase.name}\` of \`${train}\``,
      {
        notes: ['a run of cnnc trains so'],
        ...fix(`write the model alone, \`--model ${model}\`, or another optimizer`),
      },
    ),
  fieldsNotInCode: (train: string, model: string, { span }: FieldSpec, type: string, target: string) =>
    diagnostic('CNN830', span, `the code for ${target} has no \`${type}\` for the training of \`${train}\``, {
      notes: ['a run of cnnc trains with it'],
      ...fix(`write the model alone: \`--model ${model}\``),
    }),
  metricsLeftOut: (train: string, metrics: readonly string[], target: string) =>
    diagnostic(
      'CNN755',
      undefined,
      `the code for ${target} leaves metrics of \`${train}\` out: ${listed(metrics)}`,
      {
        severity: 'warning',
        notes: ['a run of cnnc tells them'],
        ...fix('measure the weights that it trains with a run, or leave these metrics out'),
      },
    ),
  buildAround: (path: string) =>
    diagnostic('CNN673', undefined, `\`${path}\` is the current folder, or one around it`, {
      ...fix('choose a folder of its own, `-o build`, say'),
    }),
} as const;

/** A phase that the code of a target cannot train. */
export interface LackingPhase {
  readonly phase: Pick<PhaseSpec, 'name' | 'optimizer'>;
  readonly train: string;
  readonly parts: readonly string[];
  readonly target: string;
  readonly model: string;
}

/** Two layers by their paths, and where they are made; what Keras calls both, and another label for the second. */
export interface JoinedNames {
  readonly name: string;
  readonly label: string;
  readonly first: { readonly path: string; readonly span: Span };
  readonly second: { readonly path: string; readonly span: Span };
}

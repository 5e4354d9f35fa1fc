import { diagnostic, fix } from './diagnostic.ts';
import { weightsUnreadable } from './weights/weights-unreadable.ts';
import { describeFitting, type Fitting } from '../compiler/diagnostics/messages/describe-fitting.ts';
import { formatBytes } from '../compiler/diagnostics/messages/format-bytes.ts';
import type { Load } from '../compiler/targets/svg/load-of.ts';
import type { PhaseSpec } from '../compiler/train/train-spec.ts';
import type { Span } from '../grammar/span.ts';
import type { Claimant } from './files/claim.ts';
import type { DataRoom } from './data/data-room.ts';
import type { WriteFailure } from './files/write-failure.ts';

/** `1 picture`, `3 pictures`. */
export const counted = (count: number, noun: string): string =>
  `${count} ${noun}${count === 1 ? '' : noun.endsWith('s') ? 'es' : 's'}`;

/** Everything a run may have to say about data, files and training; codes are stable. */
export const runtimeMessages = {
  noDirectory: (span: Span | undefined, directory: string, data: string) =>
    diagnostic('CNN601', span, `there is no directory \`${directory}\``, {
      ...fix(`correct the path (it is relative to the .cnn file), or give \`--data ${data}=PATH\``),
    }),
  noGivenDirectory: (directory: string, data: string) =>
    diagnostic(
      'CNN601',
      undefined,
      `there is no directory \`${directory}\`, given for the data \`${data}\``,
      {
        ...fix(`correct \`--data ${data}=PATH\`; the path is relative to where the command runs`),
      },
    ),
  fileMissing: (span: Span | undefined, file: string, directory: string, expected: string, remedy: string) =>
    diagnostic('CNN602', span, `\`${file}\` is missing from \`${directory}\``, {
      notes: [`expected: ${expected}`],
      ...fix(remedy),
    }),
  fileBroken: (span: Span | undefined, file: string, found: string, expected: string, remedy: string) =>
    diagnostic('CNN603', span, `\`${file}\` cannot be read: ${found}`, {
      notes: [`expected: ${expected}`],
      ...fix(remedy),
    }),
  dataTooLarge: (
    span: Span | undefined,
    what: string,
    bytes: number,
    { bytes: room, isBudget }: DataRoom,
    unpack?: string,
  ) =>
    diagnostic(
      'CNN625',
      span,
      `${what} takes ${formatBytes(bytes)} of memory, ${isBudget ? `more than \`memory = ${formatBytes(room)}\`` : `and there are ${formatBytes(room)}`}`,
      fix(
        unpack !== undefined
          ? `${unpack}; or ${isBudget ? `raise \`memory\` to ${formatBytes(bytes * 1.005)}` : 'take less of it'}`
          : isBudget
            ? `take less of it, make its pictures smaller, or raise \`memory\` to ${formatBytes(bytes * 1.005)}`
            : 'take less of it, or make its pictures smaller',
      ),
    ),
  overBudgetTogether: (
    span: Span | undefined,
    phase: string,
    sizes: Readonly<Record<'training' | 'files' | 'preparing' | 'together' | 'budget', string>>,
    enough: string,
  ) =>
    diagnostic(
      'CNN638',
      span,
      `\`phase ${phase}\` and its data take ${sizes.together} of memory together, more than \`memory = ${sizes.budget}\``,
      {
        notes: [
          `training: ${sizes.training}; files of the data that are held: ${sizes.files}; the largest picture while it is prepared: ${sizes.preparing}`,
        ],
        ...fix(`\`memory = ${enough}\`, a smaller batch, or less data`),
      },
    ),
  countsDiffer: (span: Span | undefined, images: string, labels: string, found: readonly [number, number]) =>
    diagnostic(
      'CNN604',
      span,
      `\`${images}\` has ${counted(found[0], 'image')}, but \`${labels}\` has ${counted(found[1], 'label')}`,
      { notes: ['expected: a label for each image'], ...fix('take both files from the same set') },
    ),
  labelsOutside: (
    span: Span | undefined,
    file: string,
    found: {
      readonly least: number;
      readonly most: number;
      readonly count: number;
      /** The first that is outside, and the number of its example. */
      readonly label: number;
      readonly first: number;
    },
    classes: number,
  ) =>
    diagnostic(
      'CNN605',
      span,
      `\`${file}\` has labels from ${found.least} to ${found.most}, but the field has ${counted(classes, 'class')}`,
      {
        label: `labels 0 to ${classes - 1}`,
        notes: [
          `found: ${counted(found.count, 'label')} of ${classes} or more, the first, ${found.label}, at example ${found.first}`,
          `expected: labels from 0 to ${classes - 1}`,
        ],
        ...fix(`declare \`class[${found.most + 1}]\`, or correct the file`),
      },
    ),
  fieldNotBrought: (span: Span, field: string, source: string, brings: string) =>
    diagnostic('CNN606', span, `\`${source}\` does not bring the field \`${field}\``, {
      notes: [`it brings: ${brings}`],
      ...fix('remove the field, or take another source'),
    }),
  fieldShape: (span: Span, field: string, declared: string, found: string) =>
    diagnostic('CNN606', span, `\`${field}\` is declared as ${declared}, but the data has ${found}`, {
      ...fix(`declare it as ${found}, or leave sizes open with \`?h\` and \`?w\``),
    }),
  classFolders: (
    span: Span | undefined,
    directory: string,
    found: readonly string[],
    classes: number | undefined,
    remedy: string,
  ) =>
    diagnostic(
      'CNN607',
      span,
      `\`${directory}\` has ${counted(found.length, 'class folder')}${classes === undefined ? '' : `, but the field has ${counted(classes, 'class')}`}`,
      { notes: [`found: ${found.length === 0 ? 'no folders' : listed(found)}`], ...fix(remedy) },
    ),
  noValidPart: (span: Span | undefined, by: string) =>
    diagnostic('CNN713', span, `the data has no part \`valid\`, of which \`by = ${by}\` makes one`, {
      ...fix('cut it from `train`: `valid = 10%`; or go without: `valid = 0%`'),
    }),
  noColumn: (span: Span | undefined, column: string) =>
    diagnostic('CNN714', span, `the data has no column \`${column}\``, {
      ...fix('correct its name in `split`: it is written in the first line of the file'),
    }),
  noPart: (span: Span | undefined, column: string, cell: string) =>
    diagnostic('CNN715', span, `\`${cell.slice(0, 60)}\` in the column \`${column}\` is no part`, {
      notes: ['parts are `train`, `valid` (or `validation`, `val`, `dev`) and `test`'],
      ...fix('correct the cell, or divide by something else'),
    }),
  foldEmpty: (
    span: Span | undefined,
    fold: { readonly number: number; readonly of: number },
    count: number,
  ) =>
    diagnostic('CNN717', span, `fold ${fold.number} of ${fold.of} has no example: there are ${count}`, {
      ...fix('make fewer folds: each has at least one example, or one group'),
    }),
  otherClassInPart: (span: Span | undefined, directory: string, name: string, classes: readonly string[]) =>
    diagnostic('CNN718', span, `\`${directory}\` has the class folder \`${name}\`, which \`train\` has not`, {
      notes: [`\`train\` holds ${listed(classes)}`],
      ...fix('name the folders of each part alike, or take this one away'),
    }),
  partFolders: (span: Span | undefined, directory: string, found: readonly string[]) =>
    diagnostic(
      'CNN719',
      span,
      `\`${directory}\` has no folder \`train\`, of which \`by = folder\` makes the training part`,
      {
        notes: [`found: ${found.length === 0 ? 'no folders' : listed(found)}`],
        ...fix(
          'give the directory that holds `train`, `valid` and `test`; or leave `by = folder` out, and each folder is a class',
        ),
      },
    ),
  partsNotClasses: (
    span: Span | undefined,
    directory: string,
    parts: readonly string[],
    part: { readonly directory: string; readonly holds: readonly string[] },
  ) =>
    diagnostic(
      'CNN701',
      span,
      `\`${directory}\` is divided into parts, which are no classes: ${listed(parts)}`,
      {
        notes: [`\`${part.directory}\` holds ${listed(part.holds)}`],
        ...fix(
          `say that they are: \`split { by = folder }\`; or take one part, \`folder("${part.directory}")\``,
        ),
      },
    ),
  emptyClass: (
    span: Span | undefined,
    directory: string,
    name: string,
    endings: string,
    leftOut: readonly string[],
  ) =>
    diagnostic('CNN608', span, `the class folder \`${name}\` in \`${directory}\` has no images`, {
      notes: [`expected: files that end in ${endings}`, ...leftOut.map((line) => `left out: ${line}`)],
      ...fix('put images into it, or remove the folder'),
    }),
  leftOut: (
    span: Span | undefined,
    left: { readonly count: number; readonly lines: readonly string[] },
    strict: boolean,
  ) =>
    diagnostic(
      'CNN700',
      span,
      `${counted(left.count, 'file')} of the data ${left.count === 1 ? 'is' : 'are'} left out`,
      {
        severity: strict ? 'error' : 'warning',
        notes: [...left.lines, ...(strict ? ['`strict = true` stops the run at what is left out'] : [])],
        ...fix(
          strict
            ? 'remove what is no picture, or leave out `strict` to train on the others'
            : 'save pictures in a format that is read, and remove the others; with `strict = true` the run would stop here',
        ),
      },
    ),
  folderUnreadable: (span: Span | undefined, directory: string, reason: string) =>
    diagnostic('CNN702', span, `the folder \`${directory}\` cannot be read: ${reason}`, {
      ...fix('give yourself the right to read it (`chmod u+rx`), or remove it'),
    }),
  folderMisnamed: (span: Span | undefined, directory: string) =>
    diagnostic('CNN694', span, `the name of the folder \`${directory}\` is not UTF-8`, {
      notes: ['bytes that are none are shown as \ufffd'],
      ...fix('rename it: a class is called as its folder, and names are UTF-8'),
    }),
  linkEscapes: (span: Span | undefined, link: string, directory: string) =>
    diagnostic('CNN609', span, `the link \`${link}\` leads out of \`${directory}\``, {
      notes: ['links lead to places inside of a data directory, unless `--follow-links` allows others'],
      ...fix('give `--follow-links` if you know where its links lead; else copy the files into it'),
    }),
  tooManyFiles: (span: Span | undefined, directory: string, limit: number) =>
    diagnostic('CNN610', span, `\`${directory}\` has more than ${limit} files`, {
      ...fix('give the directory that holds the class folders, and nothing else'),
    }),
  imageUnreadable: (span: Span | undefined, file: string, problem: string) =>
    diagnostic('CNN611', span, `\`${file}\` cannot be read: ${problem}`, {
      notes: ['`strict = true` stops the run at the first image that cannot be read'],
      ...fix('replace or remove the file, or leave out `strict` to skip and count such files'),
    }),
  nothingReadable: (span: Span | undefined, skipped: number) =>
    diagnostic('CNN611', span, `none of the images in a part of the data could be read`, {
      notes: [`skipped: ${counted(skipped, 'file')}`],
      ...fix('replace the files by whole pictures in a format that is read'),
    }),
  partEmpty: (span: Span | undefined, part: string, percent: string, count: number) =>
    diagnostic('CNN612', span, `the split leaves no example to \`${part}\``, {
      notes: [`${percent} of ${counted(count, 'example')} is less than one`],
      ...fix(`give \`${part}\` a larger part, or bring more data`),
    }),
  batchTooLarge: (span: Span | undefined, batch: number, examples: number, isGiven = false) =>
    diagnostic(
      'CNN613',
      span,
      `a batch of ${batch} is larger than the training part, which has ${counted(examples, 'example')}`,
      {
        ...fix(`use \`${isGiven ? '--batch ' : 'batch = '}${examples}\` or less, or bring more data`),
      },
    ),
  imageUnfit: (
    span: Span | undefined,
    input: string,
    wanted: string,
    found: string,
    file: string | undefined,
    resize: string,
  ) =>
    diagnostic('CNN614', span, `the input \`${input}\` takes ${wanted}, but the prepared image is ${found}`, {
      ...(file === undefined ? {} : { notes: [`found in \`${file}\``] }),
      ...fix(resize),
    }),
  ownTestSet: (span: Span | undefined, count: number) =>
    diagnostic(
      'CNN615',
      span,
      `the source has a test set of its own, so \`test\` in the split is shared among the other parts`,
      {
        severity: 'warning',
        notes: [`the test set has ${counted(count, 'example')}`],
        ...fix('leave `test` out of the split'),
      },
    ),
  tooManyDraws: (span: Span | undefined, draws: number, classes: number, limit: number) =>
    diagnostic('CNN616', span, `\`balance = oversample\` would draw ${draws} examples in an epoch`, {
      notes: [
        `each of ${classes} classes is drawn ${draws / classes} times, as often as the largest has examples; the limit is ${limit} draws`,
      ],
      ...fix('bring more examples of the small classes, or leave `balance` out'),
    }),
  outUnwritable: (directory: string, { reason, fix: remedy }: WriteFailure) =>
    diagnostic('CNN620', undefined, `the run folder \`${directory}\` cannot be written: ${reason}`, {
      ...fix(`${remedy}, or give another place with \`--out DIR\``),
    }),
  outIsFile: (path: string) =>
    diagnostic('CNN620', undefined, `the run folder \`${path}\` cannot be written: it is a file`, {
      ...fix('give a new or empty folder with `--out DIR`'),
    }),
  resultInData: (path: string, data: string, remedy: string) =>
    diagnostic('CNN691', undefined, `\`${path}\` lies in the directory of the data \`${data}\``, {
      notes: ['what lies there is data: a folder would be a class of it, and a file may be an example'],
      ...fix(`give a place outside of it: \`${remedy}\`, say`),
    }),
  outTaken: (directory: string) =>
    diagnostic('CNN621', undefined, `\`${directory}\` already holds files that are not a run`, {
      ...fix('give a new or empty folder with `--out DIR`'),
    }),
  outIsRun: (directory: string) =>
    diagnostic('CNN621', undefined, `\`${directory}\` already holds a run`, {
      ...fix('go on with it with `--resume`, or give another folder with `--out DIR`'),
    }),
  notARun: (directory: string, found: string, isResumed: boolean) =>
    diagnostic(
      'CNN622',
      undefined,
      `\`${directory}\` is not ${isResumed ? 'a run to resume' : 'the folder of a run'}: ${found}`,
      fix(
        isResumed
          ? 'give the folder of an earlier run with `--out DIR`, or leave out `--resume`'
          : 'give the folder that `cnnc run` made; `cnnc runs` lists those in `runs`',
      ),
    ),
  runDiffers: (directory: string, differences: readonly string[]) =>
    diagnostic('CNN623', undefined, `the run in \`${directory}\` was made from something else`, {
      notes: differences,
      ...fix('resume with what it was made from, or leave out `--resume` and give another `--out DIR`'),
    }),
  checkpointBroken: (file: string, problem: string) =>
    diagnostic('CNN624', undefined, `the checkpoint \`${file}\` is damaged: ${problem}`, {
      ...fix('remove the file to train from the beginning, or start a new run'),
    }),
  lossNotFinite: (span: Span | undefined, loss: number, where: string, kept: string) =>
    diagnostic('CNN630', span, `the loss became ${Number.isNaN(loss) ? 'NaN' : 'infinite'} in ${where}`, {
      notes: [kept],
      ...fix('lower the learning rate, and check that `prepare` scales the pixels (`Rescaling(1/255)`)'),
    }),
  neverFinite: (span: Span | undefined, loss: number, where: string) =>
    diagnostic(
      'CNN617',
      span,
      `the loss is ${Number.isNaN(loss) ? 'NaN' : 'infinite'} in ${where}, before any update`,
      {
        notes: ['the learning rate has no part in it: the weights are still those that the run began with'],
        ...fix(
          'look for a `Log` or `Sqrt` of what can be 0 or less, a division by what can be 0, and large factors',
        ),
      },
    ),
  diskFailed: (file: string, { reason, fix: remedy }: WriteFailure) =>
    diagnostic('CNN631', undefined, `\`${file}\` could not be written: ${reason}`, {
      ...fix(`${remedy}; then go on with \`--resume\``),
    }),
  folderGone: (directory: string) =>
    diagnostic(
      'CNN686',
      undefined,
      `the run folder \`${directory}\` is no longer this run’s: it was moved or removed while the run trained`,
      {
        ...fix(
          'start the run anew, with another folder (`--out DIR`); where its folder was moved, go on there with `--resume`',
        ),
      },
    ),
  folderInUse: (directory: string, { pid, host, elsewhere, file }: Claimant) =>
    diagnostic(
      'CNN680',
      undefined,
      `another process is at work in the run folder \`${directory}\`: ${pid}${elsewhere ? ` on ${host || 'another machine'}` : ''}`,
      {
        ...(elsewhere
          ? { notes: [`whether it still lives cannot be seen from here; its claim is \`${file}\``] }
          : {}),
        ...fix(
          elsewhere
            ? `wait until it has ended (where it has, remove \`${file}\`), or give another folder with \`--out DIR\``
            : `wait until it has ended, or stop it (\`kill ${pid}\`), or give another folder with \`--out DIR\``,
        ),
      },
    ),
  noBudget: (span: Span, phase: string) =>
    diagnostic('CNN634', span, `\`--batch auto\` needs a budget, and the phase \`${phase}\` has none`, {
      ...fix('write `memory = 2 GiB`, say, in the train block, or give a number'),
    }),
  weightsUnreadable,
  weightsSurplus: (span: Span | undefined, file: string, part: string, names: readonly string[]) =>
    diagnostic('CNN690', span, `the weights \`${file}\` hold what \`${part}\` has no place for`, {
      severity: 'warning',
      notes: [`in the file only: ${listed(names)}`, 'all that the model has was found by its name'],
      ...fix(`add the layers to \`${part}\` where they are wanted`),
    }),
  meaningUnreadable: (run: string, found: string) =>
    diagnostic('CNN693', undefined, `the run \`${run}\` does not say what its weights were trained to give`, {
      severity: 'warning',
      notes: [found, 'the build names no classes and no boxes'],
      ...fix('take `run.json` from a copy of the run, or build without the names'),
    }),
  weightsUnsure: (span: Span | undefined, file: string, part: string, names: readonly string[]) =>
    diagnostic('CNN692', span, `the weights \`${file}\` do not say whether they have gamma or beta`, {
      severity: 'warning',
      notes: [
        `of \`${part}\`, which has one of the two, in ${listed(names)}; the file has as many weights there, without names`,
      ],
      ...fix(
        'see that Keras’s layer has the same `center` and `scale`; a `.h5` file (`model.save("m.h5")`) names its weights',
      ),
    }),
  pictureTooLarge: (span: Span, model: string, { boxes, passes }: Load, most: Load) =>
    diagnostic(
      'CNN703',
      span,
      boxes > most.boxes
        ? `a picture of \`${model}\` would have ${boxes} boxes, and ${most.boxes} are the most`
        : `arrows in a picture of \`${model}\` would pass by ${passes} rows of boxes, and ${most.passes} are the most`,
      {
        ...fix(
          'put what belongs together into blocks and loops: what repeats is drawn once; `cnnc summary` lists every layer',
        ),
      },
    ),
  weightsNotFinite: (span: Span | undefined, file: string, names: readonly string[]) =>
    diagnostic('CNN652', span, `the weights \`${file}\` hold numbers that are NaN or infinite`, {
      severity: 'warning',
      notes: [`in ${listed(names)}`],
      ...fix('take weights of before the loss was lost, or leave them to begin anew'),
    }),
  weightsDiffer: (
    span: Span,
    file: string,
    part: string,
    {
      differences,
      fix: remedy = otherFile,
    }: { readonly differences: readonly string[]; readonly fix?: string },
  ) =>
    diagnostic('CNN635', span, `the weights \`${file}\` do not fit \`${part}\``, {
      notes: [
        ...differences.slice(0, mostDifferences),
        ...(differences.length > mostDifferences ? [`and ${differences.length - mostDifferences} more`] : []),
      ],
      ...fix(remedy),
    }),
  weightsNotFetched: (
    span: Span,
    set: string,
    url: string,
    why: { readonly reason: string; readonly fix: string },
    place: string,
  ) =>
    diagnostic('CNN636', span, `the weights \`${set}\` cannot be fetched: ${why.reason}`, {
      notes: [`from ${url}`],
      ...fix(`${why.fix}; or put the file at \`${place}\`, or give \`--weights ${set}=PATH\``),
    }),
  weightsUseless: (span: Span, set: string, url: string, reason: string) =>
    diagnostic('CNN730', span, `what is fetched for \`${set}\` is no file of weights: ${reason}`, {
      notes: [`from ${url}`],
      ...fix(`correct the address: it must give the file itself; or give \`--weights ${set}=PATH\``),
    }),
  weightsDamaged: (span: Span, set: string, file: string, found: string, wanted: string) =>
    diagnostic('CNN637', span, `the weights \`${set}\` are not the ones that the model declares`, {
      notes: [`\`${file}\` comes to ${found}`, `expected: ${wanted}`],
      ...fix('remove the file and fetch it again, or correct the checksum'),
    }),
  overBudget: (
    span: Span | undefined,
    phase: string,
    batch: number,
    sizes: { readonly peak: string; readonly budget: string; readonly engine: string },
    fitting: Fitting,
  ) =>
    diagnostic(
      'CNN632',
      span,
      `the phase \`${phase}\` needs ${sizes.peak} at a batch of ${batch} on this engine, \`${sizes.engine}\`, over its budget of ${sizes.budget}`,
      fix(describeFitting(fitting, (other) => `--batch ${other}`)),
    ),
  workerFailed: (reason: string) =>
    diagnostic('CNN642', undefined, `a thread that prepares the data failed: ${reason}`, {
      ...fix('go on with `--resume`; where memory was short, close other programs or use a smaller batch'),
    }),
  engineUnavailable: (engine: string, reason: string, remedy: string) =>
    diagnostic('CNN640', undefined, `the engine \`${engine}\` cannot run here: ${reason}`, {
      ...fix(remedy),
    }),
  engineMissed: (engine: string, missed: string, reason: string, remedy: string) =>
    diagnostic(
      'CNN720',
      undefined,
      `this runs on \`${engine}\`: the faster \`${missed}\` is not here, since ${reason}`,
      {
        severity: 'warning',
        ...fix(remedy),
      },
    ),
  engineNotInstalled: (engine: string, reason: string, remedy: string) =>
    diagnostic('CNN643', undefined, `the engine \`${engine}\` could not be installed: ${reason}`, {
      ...fix(remedy),
    }),
  engineFailed: (engine: string, reason: string, where: string) =>
    diagnostic('CNN641', undefined, `the engine \`${engine}\` failed in ${where}: ${reason}`, {
      ...fix('try a smaller batch (`--batch N`) or another engine (`cnnc engines` lists them)'),
    }),
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
      ...fix('do it to the examples, or write `--target keras`, whose `train` does'),
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
interface LackingPhase {
  readonly phase: Pick<PhaseSpec, 'name' | 'optimizer'>;
  readonly train: string;
  readonly parts: readonly string[];
  readonly target: string;
  readonly model: string;
}

/** Two layers by their paths, and where they are made; what Keras calls both, and another label for the second. */
interface JoinedNames {
  readonly name: string;
  readonly label: string;
  readonly first: { readonly path: string; readonly span: Span };
  readonly second: { readonly path: string; readonly span: Span };
}

const otherFile = 'make the model as it was when the file was written, or take another file';

/** Differences of weights that are told. */
const mostDifferences = 8;

/** At most eight names, quoted, then how many more there are. */
function listed(names: readonly string[]): string {
  const shown = names.slice(0, 8).map((name) => `\`${name}\``);
  const more = names.length > 8 ? ` and ${names.length - 8} more` : '';
  return `${shown.join(', ')}${more}`;
}

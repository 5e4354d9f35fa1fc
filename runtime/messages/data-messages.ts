import { diagnostic, fix } from '../diagnostic.ts';
import { formatBytes } from '../../compiler/diagnostics/messages/format-bytes.ts';
import type { Span } from '../../grammar/span.ts';
import type { DataRoom } from '../data/data-room.ts';
import { counted, listed } from './wording.ts';

/** What is said of data: folders, files, pictures, fields, splits. */
export const dataMessages = {
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
  noPictures: (span: Span | undefined, directory: string, folder: string) =>
    diagnostic('CNN820', span, `there are no pictures in \`${folder}\` of \`${directory}\``, {
      ...fix('name the folder that has them: `folder(…, pictures="images", masks="masks")`'),
    }),
  fileMissing: (span: Span | undefined, file: string, directory: string, expected: string, remedy: string) =>
    diagnostic('CNN602', span, `\`${file}\` is missing from \`${directory}\``, {
      notes: [`expected: ${expected}`],
      ...fix(remedy),
    }),
  picturesInTwoParts: (
    span: Span | undefined,
    count: number,
    [first, second]: readonly [string, string],
    [from, to]: readonly [string, string],
  ) =>
    diagnostic(
      'CNN801',
      span,
      `${counted(count, 'picture')} ${count === 1 ? 'is' : 'are'} in two parts: \`${first}\` in \`${from}\` is \`${second}\` in \`${to}\``,
      {
        severity: 'warning',
        notes: ['what has been learnt from a picture is no measure of what is known of others'],
        ...fix(
          'remove the copies, which `cnnc data check` names, or split `by = group(…)` so that they stay together',
        ),
      },
    ),
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
            : 'put right what is said of them, or remove them; with `strict = true` the run would stop here',
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
  nothingReadable: (span: Span | undefined, skipped: ReadonlyMap<string, string>) => {
    const [first] = skipped;
    return diagnostic('CNN611', span, `none of the images in a part of the data could be read`, {
      notes: [
        `skipped: ${counted(skipped.size, 'file')}`,
        ...(first === undefined ? [] : [`the first, \`${first[0]}\`: ${first[1]}`]),
      ],
      ...fix('put right what is said of the first; the others are mostly the same'),
    });
  },
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
  tooManyDraws: (span: Span | undefined, draws: number, classes: number, limit: number) =>
    diagnostic('CNN616', span, `\`balance = oversample\` would draw ${draws} examples in an epoch`, {
      notes: [
        `each of ${classes} classes is drawn ${draws / classes} times, as often as the largest has examples; the limit is ${limit} draws`,
      ],
      ...fix('bring more examples of the small classes, or leave `balance` out'),
    }),
} as const;

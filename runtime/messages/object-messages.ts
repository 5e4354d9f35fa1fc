import type { Span } from '../../grammar/span.ts';
import { diagnostic, fix } from '../diagnostic.ts';
import { counted, listed } from './wording.ts';

/** So many lines of faults are told; `cnnc data check` tells more. */
const mostTold = 8;

export interface ObjectField {
  readonly name: string;
  readonly most: number;
  readonly classes: number;
}

/** What is said of pictures with objects, and of the files that tell of these. */
export const objectMessages = {
  objectFaults: (
    span: Span | undefined,
    { count, lines }: { readonly count: number; readonly lines: readonly string[] },
    strict: boolean,
  ) =>
    diagnostic(
      'CNN831',
      span,
      `${counted(count, 'object')} of the data ${count === 1 ? 'is' : 'are'} at fault`,
      {
        severity: strict ? 'error' : 'warning',
        notes: [
          ...lines.slice(0, mostTold),
          ...(count > mostTold ? [`and ${count - mostTold} more: \`cnnc data check FILE\` names them`] : []),
          ...(strict ? ['`strict = true` stops the run at objects at fault'] : []),
        ],
        ...fix(`correct ${count === 1 ? 'it' : 'them'} where ${count === 1 ? 'it is' : 'they are'} written`),
      },
    ),
  objectClasses: (
    span: Span | undefined,
    by: string,
    names: readonly string[],
    { name, most, classes }: ObjectField,
  ) =>
    diagnostic(
      'CNN832',
      span,
      `${by} has ${counted(names.length, 'class')}, but the field \`${name}\` has ${counted(classes, 'class')}`,
      {
        notes: [`its classes: ${listed(names)}`],
        ...fix(`write \`field ${name}: boxes[${most}, ${names.length}]\``),
      },
    ),
  crowded: (
    span: Span | undefined,
    { pictures, most }: { readonly pictures: number; readonly most: number },
  ) =>
    diagnostic(
      'CNN833',
      span,
      `${counted(pictures, 'picture')} ${pictures === 1 ? 'has' : 'have'} more than ${most} objects: the largest ${most} of each are kept`,
      { severity: 'warning', ...fix('give the field of boxes more rows, where the others matter') },
    ),
  pointedTwice: (span: Span | undefined, pictures: number) =>
    diagnostic(
      'CNN835',
      span,
      `${counted(pictures, 'picture')} ${pictures === 1 ? 'has' : 'have'} keypoints of several objects: those of the largest are taken`,
      { severity: 'warning', ...fix('cut the objects out into pictures of their own, where all matter') },
    ),
  numberOfPoints: (
    span: Span | undefined,
    by: string,
    found: number,
    { name, points }: { readonly name: string; readonly points: number },
  ) =>
    diagnostic(
      'CNN836',
      span,
      found === 0
        ? `${by} tells of no keypoints for the field \`${name}\``
        : `${by} has ${counted(found, 'keypoint')} of an object, but the field \`${name}\` has ${points}`,
      fix(
        found === 0
          ? 'name a file whose annotations have `keypoints`'
          : `write \`field ${name}: keypoints[${found}]\``,
      ),
    ),
  numberOfPointColumns: (
    span: Span | undefined,
    file: string,
    found: readonly { readonly name: string }[],
    { name, points }: { readonly name: string; readonly points: number },
  ) =>
    diagnostic(
      'CNN836',
      span,
      `\`${file}\` has ${counted(found.length, 'pair')} of columns for points, but the field \`${name}\` has ${points}`,
      {
        notes: [
          'a point stands in two columns, `NAME_x` and `NAME_y`, in pixels',
          ...(found.length === 0 ? [] : [`its points: ${listed(found.map((each) => each.name))}`]),
        ],
        ...fix(
          found.length === 0
            ? 'name the columns so'
            : `write \`field ${name}: keypoints[${found.length}]\`, or correct the columns`,
        ),
      },
    ),
  noAnnotatedPicture: (
    span: Span | undefined,
    {
      by,
      directory,
      first,
      remedy,
    }: {
      readonly by: string;
      readonly directory: string;
      readonly first: string | undefined;
      readonly remedy: string;
    },
  ) =>
    diagnostic('CNN834', span, `of the pictures that ${by} names none is there`, {
      notes:
        first === undefined ? ['it names none'] : [`the first would be \`${first}\` in \`${directory}\``],
      ...fix(remedy),
    }),
} as const;

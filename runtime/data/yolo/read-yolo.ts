import { createHash } from 'node:crypto';
import { readdir, stat } from 'node:fs/promises';
import { join, normalize } from 'node:path';
import { runtimeMessages } from '../../messages.ts';
import { RunError } from '../../run-error.ts';
import type { Annotated, AnnotatedPicture } from '../annotated/annotated.ts';
import { Faults } from '../annotated/faults.ts';
import { readAnnotation } from '../annotated/read-annotation.ts';
import { DataRoot } from '../data-root.ts';
import { LeftOut } from '../listing/left-out.ts';
import { pathName } from '../listing/path-name.ts';
import { isPictureName } from '../pictures/formats.ts';
import type { TablePlace } from '../tables/read-table.ts';
import { readLabelLines } from './read-label-lines.ts';
import { readNames, type YoloNames } from './read-names.ts';

const expected = 'YAML with `names`, and with the folders of pictures as `train`, `val` and `test`';

/** Reads annotations in YOLO's format. Throws a RunError that says where what names classes and folders is at fault. */
export async function readYolo(place: TablePlace): Promise<Annotated> {
  const root = await DataRoot.open(place);
  const { names, text } = await namesOf(root, place);
  const faults = new Faults();
  const hash = createHash('sha256').update(text);
  const pictures = new Map<string, AnnotatedPicture>();
  const parts = names.parts.length > 0 ? names.parts : [{ part: 'train', path: 'images' } as const];
  for (const { part, path } of parts) {
    for (const picture of await picturesIn(root, names, path)) {
      if (pictures.has(picture)) continue;
      const file = labelFileOf(picture);
      // A picture without a file of labels has no objects.
      const lines = (await readAnnotation(root, file, 'a text file of labels')) ?? '';
      hash.update(`${picture}\0${lines}\0`);
      const objects = readLabelLines(lines, file, names.classes.length, faults);
      pictures.set(picture, { name: picture, path: picture, objects, part });
    }
  }
  return {
    pictures: [...pictures.values()],
    classNames: names.classes,
    faults,
    leftOut: new LeftOut(),
    fingerprint: hash.digest('hex').slice(0, 16),
  };
}

async function namesOf(
  root: DataRoot,
  { file, directory, span }: TablePlace,
): Promise<{ readonly names: YoloNames; readonly text: string }> {
  const text = await readAnnotation(root, file, expected);
  if (text === undefined) {
    const remedy = 'put the file there, or name it: `yolo("set/data.yaml")`';
    throw new RunError(runtimeMessages.fileMissing(span, file, directory, expected, remedy));
  }
  const names = readNames(text);
  if (!('found' in names)) return { names, text };
  throw new RunError(
    runtimeMessages.fileBroken(span, `${file}:${names.line}`, names.found, expected, 'correct it there'),
  );
}

/** The pictures of a folder, or those that a list names: paths from the directory. */
async function picturesIn(
  root: DataRoot,
  { path: base = '.' }: YoloNames,
  path: string,
): Promise<readonly string[]> {
  // Exports write paths that are meant from where the file lies, whatever they say.
  const candidates = [join(base, path), path, path.replace(/^(?:\.\.\/)+/, '')].map(pathName);
  for (const candidate of candidates) {
    const inside = normalize(candidate);
    const found = inside.startsWith('..') ? undefined : await root.follow(inside);
    if (found === undefined) continue;
    if (!(await stat(found)).isDirectory()) return listed(root, inside, base);
    const entries = await readdir(found, { recursive: true });
    return entries
      .filter(isPictureName)
      .map((name) => pathName(join(inside, name)))
      .sort();
  }
  const { span, directory } = root.place;
  const remedy = 'correct the path in the file, or put the folder there';
  throw new RunError(
    runtimeMessages.fileMissing(span, path, directory, 'a folder of pictures, or a list', remedy),
  );
}

async function listed(root: DataRoot, file: string, base: string): Promise<readonly string[]> {
  const text = (await readAnnotation(root, file, 'a list of pictures')) ?? '';
  const lines = text.split(/\r\n|\n|\r/).map((line) => line.trim());
  return lines.filter((line) => line !== '').map((line) => pathName(join(base, line)));
}

/** `images/train/1.jpg` has its labels in `labels/train/1.txt`. */
const labelFileOf = (picture: string): string =>
  picture.replace(/(^|\/)images(?=\/(?!.*\/images\/))/, '$1labels').replace(/\.[^./]*$/, '.txt');

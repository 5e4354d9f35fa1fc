import { createHash } from 'node:crypto';
import { runtimeMessages } from '../../messages.ts';
import { RunError } from '../../run-error.ts';
import type { Annotated, AnnotatedPicture } from '../annotated/annotated.ts';
import { boxWithin } from '../annotated/box-within.ts';
import { Faults } from '../annotated/faults.ts';
import { readAnnotation } from '../annotated/read-annotation.ts';
import { DataRoot, type DataPlace } from '../data-root.ts';
import { LeftOut } from '../listing/left-out.ts';
import { listFolder } from '../listing/list-folder.ts';
import { parseVoc, type VocAnnotation, type VocObject } from './parse-voc.ts';

const expected = 'XML in Pascal VOC’s format';
const annotations = 'Annotations';

/** So far over the edge, in pixels, is rounding. */
const slack = 1;

interface Wanted {
  readonly list?: string;
  readonly difficult: boolean;
}

/** Reads annotations in Pascal VOC's format. Throws a RunError that names the file and line at fault. */
export async function readVoc(place: DataPlace, { list, difficult }: Wanted): Promise<Annotated> {
  const root = await DataRoot.open(place);
  const hash = createHash('sha256');
  const read: { readonly file: string; readonly stem: string; readonly found: VocAnnotation }[] = [];
  for (const stem of list === undefined ? await allOf(root) : await listed(root, list)) {
    const file = `${annotations}/${stem}.xml`;
    const text = await readAnnotation(root, file, expected);
    if (text === undefined) throw missing(place, file, 'the annotation of a picture that is listed');
    hash.update(text);
    const found = parseVoc(text);
    if ('problem' in found) throw broken(place, `${file}:${found.line}`, found.problem);
    read.push({ file, stem, found });
  }
  const kept = (object: VocObject): boolean => difficult || !object.difficult;
  const names = new Set(
    read.flatMap(({ found }) => found.objects.filter(kept).flatMap(({ name }) => name ?? [])),
  );
  const classNames = [...names].sort();
  const faults = new Faults();
  return {
    pictures: read.map(({ file, stem, found: { objects, filename, height, width } }): AnnotatedPicture => {
      const path = `JPEGImages/${filename ?? `${stem}.jpg`}`;
      const numbers = objects.filter(kept).flatMap((object) => {
        const numbersOf = numbersIn(object, { height, width }, classNames);
        if (numbersOf.fault !== undefined) faults.add(`${file}:${object.line}`, numbersOf.fault);
        return numbersOf.numbers;
      });
      return { name: path, path, objects: Float32Array.from(numbers), stated: { height, width } };
    }),
    classNames,
    faults,
    leftOut: new LeftOut(),
    fingerprint: hash.digest('hex').slice(0, 16),
  };
}

function numbersIn(
  { name, sides: [left, top, right, bottom] }: VocObject,
  size: { readonly height: number; readonly width: number },
  classNames: readonly string[],
): { readonly numbers: readonly number[]; readonly fault?: string } {
  if (name === undefined) return { numbers: [], fault: 'it has no `name`; the object is left out' };
  if (![left, top, right, bottom].every(Number.isFinite))
    return { numbers: [], fault: 'its `bndbox` is no four numbers; the object is left out' };
  // Pixels are counted from 1, and the last belongs to the box.
  const { box, fault } = boxWithin([left - 1, top - 1, right, bottom], size, slack);
  const numbers = box === undefined ? [] : [...box, classNames.indexOf(name)];
  return { numbers, ...(fault !== undefined && { fault }) };
}

async function allOf(root: DataRoot): Promise<readonly string[]> {
  const path = await root.follow(annotations);
  const entries = path === undefined ? [] : await listFolder(path).catch(() => []);
  const stems = entries.flatMap(({ name }) => /^(.*)\.xml$/i.exec(name)?.[1] ?? []);
  if (stems.length === 0)
    throw missing(root.place, annotations, 'a folder of XML files, beside `JPEGImages`');
  return stems;
}

/** A line has the name of a picture, and perhaps whether a class is in it. */
async function listed(root: DataRoot, list: string): Promise<readonly string[]> {
  const file = `ImageSets/Main/${list}.txt`;
  const text = await readAnnotation(root, file, 'a list of pictures');
  if (text === undefined) throw missing(root.place, file, 'the list that `list` names');
  return [...new Set(text.split(/\r\n|\n|\r/).flatMap((line) => /^\s*(\S+)/.exec(line)?.[1] ?? []))];
}

const missing = ({ span, directory }: DataPlace, file: string, what: string): RunError =>
  new RunError(
    runtimeMessages.fileMissing(span, file, directory, what, 'put it there, or correct what names it'),
  );

const broken = ({ span }: DataPlace, file: string, problem: string): RunError =>
  new RunError(runtimeMessages.fileBroken(span, file, problem, expected, 'correct the file, or take it out'));

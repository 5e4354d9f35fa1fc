import {
  isPicture,
  isTargetPicture,
  numbersOfObject,
  numbersOfPoint,
} from '../../../compiler/catalogue/fields/field-type.ts';
import type { AugmentStep } from '../../../compiler/catalogue/steps/augmentations.ts';
import type { FieldSpec } from '../../../compiler/data/data-spec.ts';
import type { PrepareStep } from '../../../compiler/catalogue/steps/preparations.ts';
import type { RandomStream } from '../../random.ts';
import { augment, withoutDraws } from '../augment/augment.ts';
import { moveObjects } from '../augment/move-objects.ts';
import { movePoints } from '../augment/move-points.ts';
import type { Corners, Example, Picture } from '../source.ts';
import { encodeBox } from './encode-box.ts';
import { objectRows } from './object-rows.ts';
import { pointRows } from './point-rows.ts';
import { rescaler, type Rescaling, type Values } from './rescaling.ts';
import { resize, resizeBox, type Resizing } from './resizing.ts';

/** A field to prepare: what a specification says of it, without its place in the text. */
export type PreparedField = Pick<FieldSpec, 'name' | 'type'>;

/** The prepared values of a field of one example, with their shape. */
export interface Prepared {
  readonly shape: readonly number[];
  readonly values: Values;
}

/**
 * How examples are prepared, in two parts. Geometry moves images, boxes and masks together, photometry changes images
 * only, and a step that names a field changes that field only. A class is its number.
 */
export interface Preparation {
  /** Up to the last resizing, which takes long and is the same each time: what it gives is worth keeping. */
  readonly settle: (example: Example) => Example;
  /** Whether settling changes anything. */
  readonly settles: boolean;
  /** The rest: the values of each field, augmented where there is a stream to draw from. */
  readonly finish: (settled: Example, random?: RandomStream) => readonly Prepared[];
  /** Whether finishing takes long even without a stream. */
  readonly isSlow: boolean;
}

export function preparation(
  fields: readonly PreparedField[],
  steps: readonly PrepareStep[],
  augmentation: readonly AugmentStep[],
): Preparation {
  const image = fields.find(isPicture);
  const box = fields.find(({ type }) => type.kind === 'box');
  const pictureSteps = image === undefined ? [] : stepsOf(image, steps).filter(isOfPictures);
  const boxSteps = box === undefined ? [] : stepsOf(box, steps).filter(isResizing);
  const list = fields.find(({ type }) => type.kind === 'boxes');
  const listSteps = list === undefined ? [] : stepsOf(list, steps).filter(isResizing);
  const points = fields.find(({ type }) => type.kind === 'keypoints');
  const pointSteps = points === undefined ? [] : stepsOf(points, steps).filter(isResizing);
  const masks = fields.some(({ type }) => type.kind === 'mask') ? pictureSteps.filter(isResizing) : [];
  const { changes, rescale } = inTwo(pictureSteps);
  const goal = fields.find(isTargetPicture);
  const goalWay = inTwo(goal === undefined ? [] : stepsOf(goal, steps).filter(isOfPictures));
  const values = fields.map((field) => valuesOf(field, stepsOf(field, steps)));
  return {
    settles: changes.length + goalWay.changes.length + [...boxSteps, ...listSteps, ...pointSteps].length > 0,
    settle: (example) => ({
      ...example,
      image: changed(example.image, changes),
      ...(example.target && { target: changed(example.target, goalWay.changes) }),
      ...(example.box === undefined ? {} : { box: moveBox(example.box, example.image, boxSteps) }),
      ...(example.mask && { mask: masks.reduce(resizeMask, example.mask) }),
      ...(example.objects && { objects: moveAll(example.objects, moveObjects, example.image, listSteps) }),
      ...(example.points && { points: moveAll(example.points, movePoints, example.image, pointSteps) }),
    }),
    finish(settled, random) {
      const { image: picture, target } = settled;
      const scaled = {
        ...settled,
        image: { ...picture, data: rescale(picture.data) },
        ...(target && { target: { ...target, data: goalWay.rescale(target.data) } }),
      };
      const drawn =
        random === undefined ? withoutDraws(scaled, augmentation) : augment(scaled, augmentation, random);
      return values.map((of) => of(drawn));
    },
    isSlow: augmentation.some(({ kind }) => kind === 'RandomCrop'),
  };
}

type PictureChange = (picture: Picture) => Picture;

/** What is done to a picture up to its last resizing, and behind it. */
function inTwo(steps: readonly (Rescaling | Resizing)[]): {
  readonly changes: readonly PictureChange[];
  readonly rescale: (values: Values) => Values;
} {
  const last = steps.findLastIndex(isResizing);
  return {
    changes: steps.slice(0, last + 1).map(pictureChange),
    rescale: rescaler(steps.slice(last + 1).filter(isRescaling)),
  };
}

const changed = (picture: Picture, changes: readonly PictureChange[]): Picture =>
  changes.reduce((made, change) => change(made), picture);

/** The steps that have to do with a field. */
export const stepsOf = (field: PreparedField, steps: readonly PrepareStep[]): readonly PrepareStep[] =>
  steps.filter((step) => applies(step, field));

/** Whether a step has to do with a field at all. */
function applies(step: PrepareStep, field: PreparedField): boolean {
  if (step.field !== undefined) return step.field === field.name;
  return (
    isPicture(field) || isTargetPicture(field) || (step.kind === 'Resizing' && moved.has(field.type.kind))
  );
}

/** What is moved with its picture, beside pictures. */
const moved: ReadonlySet<FieldSpec['type']['kind']> = new Set(['box', 'boxes', 'keypoints'] as const);

const isRescaling = (step: PrepareStep): step is Rescaling => step.kind === 'Rescaling';
const isOfPictures = (step: PrepareStep): step is Rescaling | Resizing => step.kind !== 'SqrtSize';
/** Whether a step gives pictures another size. */
export const isResizing = (step: PrepareStep): step is Resizing => step.kind === 'Resizing';

function pictureChange(step: Rescaling | Resizing): PictureChange {
  if (step.kind === 'Resizing') return (picture) => resize(picture, step);
  const change = rescaler([step]);
  return (picture) => ({ ...picture, data: change(picture.data) });
}

const resizeMask = (mask: Picture, step: Resizing): Picture =>
  resize(mask, { ...step, interpolation: 'nearest' });

function moveBox(box: Corners, image: Picture, steps: readonly Resizing[]): Corners {
  let moved = box;
  let size: Pick<Picture, 'height' | 'width'> = image;
  for (const step of steps) {
    moved = resizeBox(moved, size, step);
    size = step;
  }
  return moved;
}

/** Moves all that there is of a kind of things in a picture. */
function moveAll<T>(
  things: T,
  move: (things: T, by: (box: Corners) => Corners) => T,
  image: Picture,
  steps: readonly Resizing[],
): T {
  let moved = things;
  let size: Pick<Picture, 'height' | 'width'> = image;
  for (const step of steps) {
    const from = size;
    moved = move(moved, (box) => resizeBox(box, from, step));
    size = step;
  }
  return moved;
}

/** The values of a field of an example that is ready. */
function valuesOf(field: PreparedField, steps: readonly PrepareStep[]): (example: Example) => Prepared {
  const { name, type } = field;
  switch (type.kind) {
    case 'class':
      return ({ label }) => ({ shape: [], values: Float32Array.of(label) });
    case 'classes':
      return ({ numbers }) => ({
        shape: [type.classes],
        values: numbers?.[name]?.slice() ?? new Float32Array(type.classes),
      });
    case 'tensor':
      if (isTargetPicture(field))
        return ({ target }) => ({
          shape: target === undefined ? [] : [target.height, target.width, target.channels],
          values: new Float32Array(target?.data ?? []),
        });
      if (!isPicture(field)) {
        const rescale = rescaler(steps.filter(isRescaling));
        return ({ numbers }) => {
          const values = numbers?.[name] ?? new Float32Array();
          return { shape: [values.length], values: steps.length === 0 ? values.slice() : rescale(values) };
        };
      }
      return ({ image: { height, width, channels, data } }) => ({
        shape: [height, width, channels],
        values: data,
      });
    case 'mask':
      return ({ mask }) => ({
        shape: mask === undefined ? [] : [mask.height, mask.width],
        values: new Float32Array(mask?.data ?? []),
      });
    case 'keypoints':
      return ({ points = [] }) => ({
        shape: [type.points, numbersOfPoint],
        values: pointRows(points, type.points),
      });
    case 'boxes':
      return ({ objects = [] }) => ({
        shape: [type.most, numbersOfObject],
        values: objectRows(objects, type.most),
      });
    case 'box': {
      const encoding = steps.filter((step) => step.kind !== 'Resizing');
      return ({ box = [0, 0, 1, 1] }) => ({
        shape: [4],
        values: encodeBox(boxValues(box, type.format), encoding),
      });
    }
  }
}

function boxValues([x0, y0, x1, y1]: Corners, format: 'center' | 'corners'): Float32Array {
  if (format === 'corners') return Float32Array.of(x0, y0, x1, y1);
  return Float32Array.of((x0 + x1) / 2, (y0 + y1) / 2, x1 - x0, y1 - y0);
}

import { type AugmentStep, isMixing, type MixStep } from '../../../compiler/catalogue/steps/augmentations.ts';
import type { RandomStream } from '../../random.ts';
import type { Corners, Example, Picture } from '../source.ts';
import {
  drawMovement,
  moveBox,
  moveMask,
  movePicture,
  sizeAfter,
  type GeometricStep,
  type Movement,
  type PictureSize,
} from './geometry.ts';
import { moveObjects } from './move-objects.ts';
import { movePoints } from './move-points.ts';
import { drawTint, type CompositeStep } from './draw-tint.ts';
import { tint, type Tint } from './photometry.ts';

type Change = Movement | Tint;

/** How often a draw is repeated that would move a box's centre out of its picture. */
const mostDraws = 10;

/**
 * Changes an example as the steps draw from a stream. A box moves with its picture; a draw that would move its
 * centre out of the picture is made again, and given up for the middle of the unmoved picture after ten times. A mask and a target move, too. Of several objects, those
 * whose centres leave are no longer there; points that leave cannot be seen.
 */
export function augment(example: Example, steps: readonly AugmentStep[], random: RandomStream): Example {
  for (let draw = 0; draw < mostDraws; draw++) {
    const changes = drawChanges(steps, example.image, random);
    if (example.box === undefined || keepsCentre(example.box, changes, example.image)) {
      return apply(example, changes);
    }
  }
  return withoutDraws(example, steps);
}

/** What an example is where nothing is drawn, in evaluation: what Keras's layers do there as well, the middle for a crop. */
export const withoutDraws = (example: Example, steps: readonly AugmentStep[]): Example =>
  apply(
    example,
    steps.flatMap((step): readonly Change[] => {
      if (step.kind === 'AutoContrast') return [{ kind: 'auto contrast', range: step.range }];
      if (step.kind !== 'RandomCrop') return [];
      return [{ kind: 'middle', size: { height: step.height, width: step.width } }];
    }),
  );

type Shape = Omit<Picture, 'data'>;

function drawChanges(steps: readonly AugmentStep[], from: Shape, random: RandomStream): readonly Change[] {
  const changes: Change[] = [];
  let shape = from;
  for (const step of steps.flatMap((each) => simple(each, random))) {
    if (isGeometric(step)) {
      const movement = drawMovement(step, shape, random);
      if (movement === undefined) continue;
      changes.push(movement);
      shape = { ...shape, ...sizeAfter(movement, shape) };
    } else {
      const change = drawTint(step, shape, random);
      if (change !== undefined) changes.push(change);
    }
  }
  return changes;
}

type SimpleStep = Exclude<AugmentStep, CompositeStep | MixStep>;

/** The steps that a step is of: all in order, or as many as are drawn; none of what batches are mixed by. */
function simple(step: AugmentStep, random: RandomStream): readonly SimpleStep[] {
  if (isMixing(step)) return [];
  if (!('steps' in step)) return [step];
  const { steps } = step;
  if (step.kind === 'RandomColorJitter') return step.steps;
  return Array.from({ length: step.picks }, () => steps[random.below(steps.length)]).filter(
    (picked) => picked !== undefined,
  );
}

const movers: ReadonlySet<AugmentStep['kind']> = new Set<GeometricStep['kind']>([
  ...(['RandomFlip', 'RandomRotation', 'RandomTranslation', 'RandomZoom'] as const),
  ...(['RandomShear', 'RandomPerspective', 'RandomCrop'] as const),
]);

const isGeometric = (step: SimpleStep): step is GeometricStep => movers.has(step.kind);

const isMovement = (change: Change): change is Movement =>
  change.kind === 'flip' || change.kind === 'warp' || change.kind === 'crop' || change.kind === 'middle';

/** Whether the centre of a box, a box without size as it were, stays within the picture. */
function keepsCentre(
  [left, top, right, bottom]: Corners,
  changes: readonly Change[],
  from: PictureSize,
): boolean {
  const [x, y] = [(left + right) / 2, (top + bottom) / 2];
  let point: Corners = [x, y, x, y];
  let size = from;
  for (const change of changes) {
    if (!isMovement(change)) continue;
    point = moveBox(change, point, size);
    size = sizeAfter(change, size);
    const [atX, atY] = point;
    // What left the picture was cut off to its edge.
    if (atX <= 0 || atX >= 1 || atY <= 0 || atY >= 1) return false;
  }
  return true;
}

function apply(example: Example, changes: readonly Change[]): Example {
  let { image, box, objects, points, mask, target } = example;
  for (const change of changes) {
    if (isMovement(change)) {
      const size = image;
      if (box !== undefined) box = moveBox(change, box, size);
      objects = objects && moveObjects(objects, (each) => moveBox(change, each, size));
      points = points && movePoints(points, (each) => moveBox(change, each, size));
      mask = mask && moveMask(change, mask);
      target = target && movePicture(change, target);
      image = movePicture(change, image);
    } else image = tint(change, image);
  }
  return {
    ...example,
    image,
    ...(box && { box }),
    ...(objects && { objects }),
    ...(points && { points }),
    ...(mask && { mask }),
    ...(target && { target }),
  };
}

import type { FieldSpec, PrepareStep } from '../../../compiler/data/data-spec.ts';
import type { Corners, Example, Picture } from '../source.ts';
import { rescaler, type Rescaling, type Values } from './rescaling.ts';
import { resize, resizeBox, type Resizing } from './resizing.ts';

/** The prepared values of a field of one example, with their shape. */
export interface Prepared {
  readonly shape: readonly number[];
  readonly values: Values;
}

/**
 * How a field is prepared: geometry moves images and boxes together, photometry changes images only, and a
 * step that names a field changes that field only. A class is its number.
 */
export function preparation(field: FieldSpec, steps: readonly PrepareStep[]): (example: Example) => Prepared {
  const own = steps.filter((step) => applies(step, field));
  switch (field.type.kind) {
    case 'class':
      return ({ label }) => ({ shape: [], values: Float32Array.of(label) });
    case 'tensor':
      return prepareImages(own);
    case 'box':
      return prepareBoxes(field.type.format, own);
  }
}

/** Whether a step has to do with a field at all. */
function applies(step: PrepareStep, field: FieldSpec): boolean {
  if (step.field !== undefined) return step.field === field.name;
  return step.kind === 'Resizing' ? field.type.kind !== 'class' : field.type.kind === 'tensor';
}

const isRescaling = (step: PrepareStep): step is Rescaling => step.kind === 'Rescaling';
const isResizing = (step: PrepareStep): step is Resizing => step.kind === 'Resizing';

/** Rescalings behind the last resizing are taken together, so that bytes go through one table. */
function prepareImages(steps: readonly PrepareStep[]): (example: Example) => Prepared {
  const last = steps.findLastIndex(isResizing);
  const first = steps.slice(0, last + 1).map((step): ((image: Picture) => Picture) => {
    if (step.kind === 'Resizing') return (image) => resize(image, step);
    const change = rescaler([step]);
    return (image) => ({ ...image, data: change(image.data) });
  });
  const finish = rescaler(steps.slice(last + 1).filter(isRescaling));
  return (example) => {
    const { height, width, channels, data } = first.reduce((image, step) => step(image), example.image);
    return { shape: [height, width, channels], values: finish(data) };
  };
}

function prepareBoxes(
  format: 'center' | 'corners',
  steps: readonly PrepareStep[],
): (example: Example) => Prepared {
  const resizings = steps.filter(isResizing);
  const finish = rescaler(steps.filter(isRescaling));
  return (example) => {
    let box: Corners = example.box ?? [0, 0, 1, 1];
    let { image } = example;
    for (const step of resizings) {
      box = resizeBox(box, image, step);
      image = { ...image, height: step.height, width: step.width };
    }
    const [x0, y0, x1, y1] = box;
    const values = format === 'corners' ? [x0, y0, x1, y1] : [(x0 + x1) / 2, (y0 + y1) / 2, x1 - x0, y1 - y0];
    return { shape: [4], values: finish(Float32Array.from(values)) };
  };
}

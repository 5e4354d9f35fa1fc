import type { LayerParams, ParameterTable } from '../parameters/parameters.ts';
import { rescaling } from '../layers/rescaling.ts';
import type { PrepareStep } from './prepare-step.ts';

/** A layer that can stand in `prepare`: Keras's parameters in Keras's order. */
export interface PreparationLayer {
  readonly params: ParameterTable;
  /** How many of them may be given by position. */
  readonly positional: number;
  readonly unsupported?: Readonly<Record<string, string>>;
  readonly make: (params: LayerParams) => PrepareStep;
}

const resizing: ParameterTable = {
  height: { type: 'integer', minimum: 1, maximum: 16_384, doc: 'The new height.' },
  width: { type: 'integer', minimum: 1, maximum: 16_384, doc: 'The new width.' },
  interpolation: {
    type: 'enum',
    values: ['bilinear', 'nearest'],
    default: 'bilinear',
    doc: 'How values between pixels are found.',
  },
  crop_to_aspect_ratio: {
    type: 'boolean',
    default: false,
    doc: 'Whether the image is cropped, not stretched.',
  },
};

const unsupportedResizing: Readonly<Record<string, string>> = {
  pad_to_aspect_ratio: 'padding is not supported yet',
  fill_mode: 'padding is not supported yet',
  fill_value: 'padding is not supported yet',
  antialias: 'antialiasing is not supported yet',
  data_format: 'images are always channels-last (height, width, channels)',
};

/** Every layer of `prepare` by Keras's name. */
export const preparations: Readonly<Record<PrepareStep['kind'], PreparationLayer>> = {
  Rescaling: {
    params: rescaling.params,
    positional: 2,
    make: ({ scale, offset }) => ({ kind: 'Rescaling', scale: scale as number, offset: offset as number }),
  },
  SqrtSize: { params: {}, positional: 0, make: () => ({ kind: 'SqrtSize' }) },
  Resizing: {
    params: resizing,
    positional: 4,
    unsupported: unsupportedResizing,
    make: ({ height, width, interpolation, crop_to_aspect_ratio: crop }) => ({
      kind: 'Resizing',
      height: height as number,
      width: width as number,
      interpolation: interpolation === 'nearest' ? 'nearest' : 'bilinear',
      cropToAspectRatio: crop === true,
    }),
  },
};

export const prepareKinds = Object.keys(preparations) as readonly PrepareStep['kind'][];

import { type Colour, colourOfClass } from '../draw/class-colours.ts';
import { areasPicture } from '../draw/small-picture.ts';
import type { MaskExample, MaskReport } from './mask-report.ts';

/** The masks of an example as pictures that lie over its own, as data URIs. */
export interface ShownMask extends Pick<MaskExample, 'index' | 'wrong' | 'labelled'> {
  readonly truth: string;
  readonly predicted: string;
  readonly mistakes: string;
}

/** A report's masks, drawn. */
export type ShownMasks = Readonly<Record<keyof MaskReport, readonly ShownMask[]>>;

/** Draws the masks of a report. */
export async function maskOverlays({ worst, first }: MaskReport): Promise<ShownMasks> {
  const drawn = (examples: readonly MaskExample[]): Promise<readonly ShownMask[]> =>
    Promise.all(examples.map(overlaysOf));
  return { worst: await drawn(worst), first: await drawn(first) };
}

async function overlaysOf(example: MaskExample): Promise<ShownMask> {
  const { index, wrong, labelled, truth, predicted, mistakes } = example;
  return {
    ...{ index, wrong, labelled },
    truth: await areasPicture(truth, example, colourOfClass),
    predicted: await areasPicture(predicted, example, colourOfClass),
    mistakes: await areasPicture(mistakes, example, (isWrong) => (isWrong === 1 ? mistaken : undefined)),
  };
}

const mistaken: Colour = [235, 40, 110];

import { isPicture } from '../../compiler/catalogue/fields/field-type.ts';
import { preparedShape } from '../../compiler/data/resolve-prepare.ts';
import type { TrainSpec } from '../../compiler/train/train-spec.ts';
import type { LookedData } from '../data/look/look-at.ts';
import { formatsInWords } from '../data/pictures/formats.ts';
import { unfit } from '../data/unfit.ts';
import { runtimeMessages } from '../messages.ts';
import { RunError } from '../run-error.ts';
import { wantedBy } from './train.ts';

/** Throws a RunError for what a look at the data of a training told that it cannot work with. */
export function checkLook(train: TrainSpec, { spec, look, sizes }: LookedData): void {
  for (const { batch, span } of train.phases) {
    if (sizes !== undefined && batch > sizes.train)
      throw new RunError(runtimeMessages.batchTooLarge(span, batch, sizes.train));
  }
  const image = wantedBy(train).find(({ field }) => isPicture(field));
  const { imageShape, pictures } = look;
  for (const { file, size } of image === undefined ? [] : pictures) {
    if (size === undefined || image === undefined) continue;
    const [height = 0, width = 0, channels = 0] = preparedShape(
      image.field.name,
      [...size, imageShape[2]],
      spec,
    );
    const found = [height ?? 0, width ?? 0, channels ?? 0];
    const wanted = image.input?.shape ?? found;
    if (wanted.some((each, axis) => each !== found[axis])) throw unfit(spec, image, wanted, found, file);
  }
  checkReadable({ spec, look });
}

/** Throws a RunError where no picture is one, or where the data is strict and one is not. */
function checkReadable({ spec: { source, strict }, look }: Pick<LookedData, 'spec' | 'look'>): void {
  const broken = look.pictures.filter(({ isBroken }) => isBroken);
  const [first] = broken;
  const problem = `it is no ${formatsInWords} picture`;
  if (first !== undefined && strict)
    throw new RunError(runtimeMessages.imageUnreadable(source.span, first.file, problem));
  if (first !== undefined && broken.length === look.count)
    throw new RunError(
      runtimeMessages.nothingReadable(source.span, new Map(broken.map(({ file }) => [file, problem]))),
    );
}

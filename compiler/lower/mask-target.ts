import { unlabelled } from '../catalogue/fields/field-type.ts';
import { meanOfCounted } from '../catalogue/losses/mean-of-counted.ts';
import type { LayerParams } from '../catalogue/parameters/parameters.ts';
import { fixed, known, sameShape, type SymbolicShape } from '../ir/extent.ts';
import type { TensorType, Value } from '../ir/ir.ts';
import type { Builder } from '../ops/builder.ts';

/** The numbers of classes that a mask has, [B, h, w], for a prediction of [B, h, w, n]. */
export const maskNumbers = (prediction: SymbolicShape): TensorType => ({
  shape: prediction.slice(0, -1),
  dtype: 'int32',
});

/**
 * A mask as losses and metrics take it, made of its numbers within the program: they are fed once, however many take them. A pixel that
 * nobody has labelled counts for nothing.
 */
export class MaskTarget {
  readonly #build: Builder;
  readonly #numbers: Value;

  constructor(build: Builder, numbers: Value) {
    this.#build = build;
    this.#numbers = numbers;
  }

  /** As numbers; as a share for each class; of a single value, whether it is that of class 1. */
  as({ shape, dtype }: TensorType): Value {
    if (sameShape(shape, this.#numbers.shape) && dtype === this.#numbers.dtype) return this.#numbers;
    const depth = known(shape[shape.length - 1]);
    if (depth > 1) return this.#build.op('oneHot', [this.#numbers], { depth });
    const isOne = this.#build.op('equal', [this.#floats(), this.#build.constant(1)], {});
    const yes = this.#build.op('cast', [isOne], { dtype: 'float32' });
    return this.#build.op('reshape', [yes], { shape });
  }

  /** 1 where a pixel is labelled, else 0: [B, h, w]. */
  labelled(): Value {
    const isLabelled = this.#build.op('greater', [this.#build.constant(unlabelled), this.#floats()], {});
    return this.#build.op('cast', [isLabelled], { dtype: 'float32' });
  }

  /** A prediction of [B, h, w, n] that is 0 where a pixel is not labelled, for a loss that adds up over pixels. */
  only(prediction: Value): Value {
    const labelled = this.labelled();
    const shape = [...labelled.shape, fixed(1)];
    return this.#build.op('multiply', [prediction, this.#build.op('reshape', [labelled], { shape })], {});
  }

  /** Losses of pixels, of which those that are not labelled, or of a class that a loss ignores, do not count. */
  counted(each: Value, { ignore_class: ignored = null }: LayerParams): Value {
    const build = this.#build;
    const numbers = this.#floats();
    const others =
      typeof ignored === 'number' && ignored !== unlabelled
        ? build.op(
            'select',
            [build.op('equal', [numbers, build.constant(ignored)], {}), build.constant(unlabelled), numbers],
            {},
          )
        : numbers;
    return meanOfCounted(build, each, build.op('equal', [others, build.constant(unlabelled)], {}));
  }

  #floats(): Value {
    return this.#build.op('cast', [this.#numbers], { dtype: 'float32' });
  }
}

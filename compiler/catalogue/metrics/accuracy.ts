import { binaryAccuracy } from './binary-accuracy.ts';
import { categoricalAccuracy } from './categorical-accuracy.ts';
import { boxIsNeither, defineMetric, labelsAreSeveral } from './define-metric.ts';
import { pixelAccuracy } from './pixel-accuracy.ts';
import { isRight, sparseCategoricalAccuracy } from './sparse-categorical-accuracy.ts';

export const accuracy = defineMetric({
  kind: 'accuracy',
  aliases: ['acc', 'Accuracy'],
  elsewhere: `val_accuracy val_acc top1 top_1 top_1_accuracy top1_accuracy categorical_acc Acc multiclass_accuracy
    MulticlassAccuracy`,
  doc: 'How often the output is right: what Keras makes of it, by whether the output has one value, and the target is a class or a share of each.',
  ofMasks: true,
  better: 'more',
  params: {},
  misfit({ target: { name, type }, scores }) {
    if (type.kind === 'tensor' && scores === undefined)
      return { why: `\`${name}\` has quantities, not classes`, use: 'mae' };
    if (type.kind === 'classes') return labelsAreSeveral(name);
    return type.kind === 'box' ? boxIsNeither : undefined;
  },
  standsFor({ shape, target }) {
    if (target.type.kind === 'mask') return pixelAccuracy.kind;
    if (shape.at(-1) === 1) return binaryAccuracy.kind;
    return (target.type.kind === 'tensor' ? categoricalAccuracy : sparseCategoricalAccuracy).kind;
  },
  target: (prediction, lossTarget) => sparseCategoricalAccuracy.target(prediction, lossTarget),
  lower: isRight,
});

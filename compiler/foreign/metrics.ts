import { all, called, type ForeignWord, type ForeignWords, needless } from './foreign-word.ts';

const ofDetections: ForeignWord = {
  instead: 'of a field of boxes there are `ap`, `ap50` and `ap75`; for one box `box_iou` and `box_giou`',
  text: 'ap',
};

const ofCounts: ForeignWord = {
  instead: 'there are `precision`, `recall`, `f1_score` and `auc`',
  text: 'f1_score',
};

/** Metrics of other libraries and of Keras that are not here. */
export const foreignMetricWords: ForeignWords = {
  ...all(
    'mAP map mAP50 map50 mean_average_precision AP MeanAveragePrecision BoxCOCOMetrics COCOMetrics coco_metrics map50_95 mAP50_95',
    ofDetections,
  ),
  ...all(
    'confusion_matrix ConfusionMatrix specificity SpecificityAtSensitivity SensitivityAtSpecificity PrecisionAtRecall RecallAtPrecision TruePositives TrueNegatives FalsePositives FalseNegatives',
    ofCounts,
  ),
  ...all('top_1_error error error_rate', {
    instead: 'there is `accuracy`, which is 1 less it',
    text: 'accuracy',
  }),
  ...all('psnr PSNR ssim SSIM explained_variance', {
    instead: 'not yet; there are `mse`, `rmse` and `r2_score`',
    text: 'mse',
  }),
  ...all('loss val_loss', needless('the loss is always shown')),
};

/** Parameters of metrics by their names elsewhere, and those that have no counterpart. */
export const metricParameterWords: ForeignWords = {
  ...all('name', needless('a metric is told by what it is, and of two the second is counted')),
  ...all('num_classes num_labels nb_classes task', needless('it follows from the output')),
  ...all('dtype device', needless('it has no counterpart here')),
  ...all('top_k topk', called('k')),
};

const overlaps: ReadonlySet<string> = new Set(['iou', 'IoU', 'IOU', 'intersection_over_union']);

/** What `iou` is of boxes, and of classes and masks. */
export const overlapWord = (text: string, isOfBoxes: boolean): ForeignWord | undefined =>
  overlaps.has(text) ? called(isOfBoxes ? 'box_iou' : 'mean_iou') : undefined;

/** `top_5_accuracy`, `top5`, `acc@5`, `top_k`: the metric with its k. */
export function topKWord(text: string): ForeignWord | undefined {
  const [, k] =
    /^(?:top|acc|accuracy)_?(?:at_)?(\d+|k)(?:_?(?:accuracy|acc|error|categorical_accuracy))?$/i.exec(text) ??
    [];
  if (k === undefined || k === '1') return undefined;
  return called(`TopKCategoricalAccuracy(k=${k.toLowerCase() === 'k' ? 5 : k})`);
}

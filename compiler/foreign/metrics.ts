import { all, called, type ForeignWord, type ForeignWords, needless } from './foreign-word.ts';

const ofBoxes: ForeignWord = {
  instead:
    'not yet; for boxes there is `box_iou`, and for classes `accuracy` and `TopKCategoricalAccuracy(k=5)`',
  text: 'box_iou',
};

const ofClasses: ForeignWord = {
  instead: 'not yet; for classes there are `accuracy` and `TopKCategoricalAccuracy(k=5)`',
  text: 'accuracy',
};

/** Metrics of other libraries and of Keras that are not here yet. */
export const foreignMetricWords: ForeignWords = {
  ...all('mAP map mAP50 map50 mean_average_precision average_precision AP MeanAveragePrecision', ofBoxes),
  ...all('iou IoU IOU mean_iou miou mIoU MeanIoU mean_io_u BinaryIoU giou GIoU', ofBoxes),
  ...all(
    'f1 F1 f1_score F1Score fbeta FBetaScore precision Precision recall Recall auc AUC roc_auc auroc AUROC ROC confusion_matrix ConfusionMatrix balanced_accuracy kappa cohen_kappa mcc sensitivity specificity top_1_error error error_rate SpecificityAtSensitivity SensitivityAtSpecificity PrecisionAtRecall RecallAtPrecision TruePositives TrueNegatives FalsePositives FalseNegatives',
    ofClasses,
  ),
  ...all('dice Dice dice_coef dice_coefficient', {
    instead: 'not yet; the loss `Dice` of `cnn:losses` is shown as a loss',
    text: 'accuracy',
  }),
  ...all('rmse RMSE RootMeanSquaredError root_mean_squared_error', {
    instead: 'not yet; `mse` is its square',
    text: 'mse',
  }),
  ...all('r2 R2 r2_score R2Score explained_variance psnr PSNR ssim SSIM', {
    instead: 'not yet; there are `mse` and `mae`',
    text: 'mse',
  }),
  ...all('loss val_loss', needless('the loss is always shown')),
};

/** `top_5_accuracy`, `top5`, `acc@5`, `top_k`: the metric with its k. */
export function topKWord(text: string): ForeignWord | undefined {
  const [, k] =
    /^(?:top|acc|accuracy)_?(?:at_)?(\d+|k)(?:_?(?:accuracy|acc|error|categorical_accuracy))?$/i.exec(text) ??
    [];
  if (k === undefined || k === '1') return undefined;
  return called(`TopKCategoricalAccuracy(k=${k.toLowerCase() === 'k' ? 5 : k})`);
}

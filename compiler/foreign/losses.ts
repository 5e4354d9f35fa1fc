import {
  all,
  called,
  elsewhere,
  type ForeignWord,
  type ForeignWords,
  leaveOut,
  needless,
} from './foreign-word.ts';

/** Blocks of `cnn:losses` by their names elsewhere. */
export const libraryLossNames: Readonly<Record<string, string>> = {
  ...all('SmoothL1Loss smooth_l1_loss smooth_l1 HuberLoss huberLoss huber_loss', 'Huber'),
  ...all('DiceLoss dice_loss dice_coef_loss soft_dice', 'Dice'),
  ...all('TverskyLoss tversky_loss', 'Tversky'),
  ...all('FocalLoss focal focal_loss SparseCategoricalFocalLoss', 'CategoricalFocalCrossentropy'),
  ...all('sigmoid_focal_loss BinaryFocalLoss binary_focal_loss', 'BinaryFocalCrossentropy'),
  ...all('kld KLD KLDivLoss kl_div', 'KLDivergence'),
  ...all('mape MAPE', 'MeanAbsolutePercentageError'),
  ...all('msle MSLE', 'MeanSquaredLogarithmicError'),
  ...all('PoissonNLLLoss poisson_nll_loss', 'Poisson'),
  ...all('GIoULoss giou_loss generalized_box_iou_loss IoULoss iou_loss', 'GIoU'),
  ...all('DIoULoss diou_loss distance_box_iou_loss', 'DIoU'),
  ...all('CIoULoss ciou_loss complete_box_iou_loss', 'CIoU'),
};

const own = elsewhere('write it as a block with the inputs `target` and `prediction`');

/** Losses that are neither Keras's nor made of those here by another name. */
export const foreignLossWords: ForeignWords = all(
  'CTCLoss TripletMarginLoss triplet_loss ContrastiveLoss contrastive_loss CosineEmbeddingLoss HingeEmbeddingLoss GaussianNLLLoss YOLOLoss yolo_loss ArcFace',
  own,
);

/** What to write where a loss of Keras has no definition here. */
export const lossNotBuilt: ForeignWord = own;

/** Parameters of losses by their names elsewhere, and those that have no counterpart. */
export const lossParameterWords: ForeignWords = {
  ...all('logits with_logits', { instead: 'write `from_logits`', text: 'from_logits' }),
  ...all(
    'weight pos_weight class_weight alpha',
    leaveOut(
      '`balance = class_weights` in the data block weighs the losses of classes, `balance = oversample` draws them equally often',
    ),
  ),
  ...all('smoothing label_smooth smooth_factor', called('label_smoothing')),
  ...all('ignore_index ignore_label', called('ignore_class')),
  ...all('reduction size_average reduce', leaveOut('a loss is the mean over the batch')),
  axis: leaveOut('classes are on the last axis'),
  ...all('dtype name', needless('it has no counterpart here')),
};

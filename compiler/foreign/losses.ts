import type { NamedLoss } from '../catalogue/losses/named-loss.ts';
import { all, elsewhere, type ForeignWord, type ForeignWords, leaveOut } from './foreign-word.ts';

/** A loss of another library that is one of Keras's here. */
export interface ForeignLoss {
  readonly kind: NamedLoss['kind'];
  /** Whether it is given what the last layer makes before a softmax or sigmoid. */
  readonly logits?: boolean;
}

const many = <T>(words: string, meaning: T): Readonly<Record<string, T>> =>
  Object.fromEntries(words.split(' ').map((word) => [word, meaning]));

const losses: Readonly<Record<string, ForeignLoss>> = {
  ...many(
    'CrossEntropyLoss CrossEntropy cross_entropy crossentropy cross_entropy_loss CELoss ce xent softmax_cross_entropy softmaxCrossEntropy sparse_softmax_cross_entropy sparse_softmax_cross_entropy_with_logits softmax_cross_entropy_with_logits NLLLoss nll_loss nll SoftmaxWithLoss',
    { kind: 'sparse_categorical_crossentropy', logits: true },
  ),
  ...many('scce sparse_crossentropy sparse_cross_entropy SparseCrossEntropy', {
    kind: 'sparse_categorical_crossentropy',
  }),
  ...many(
    'BCEWithLogitsLoss binary_cross_entropy_with_logits sigmoid_cross_entropy sigmoid_cross_entropy_with_logits sigmoidCrossEntropy',
    { kind: 'binary_crossentropy', logits: true },
  ),
  ...many('BCELoss BCE binary_cross_entropy BinaryCrossEntropy log_loss logLoss logloss', {
    kind: 'binary_crossentropy',
  }),
  ...many(
    'MSELoss mse_loss L2Loss L2 l2 l2_loss squared_error mean_square_error meanSquaredError sse quadratic',
    { kind: 'mse' },
  ),
  ...many('L1Loss l1_loss L1 l1 absolute_error meanAbsoluteError absoluteDifference', { kind: 'mae' }),
};

/** What a loss of another library is here. */
export const foreignLoss = (text: string): ForeignLoss | undefined =>
  Object.hasOwn(losses, text) ? losses[text] : undefined;

/** Blocks of `cnn:losses` by their names elsewhere. */
export const libraryLossNames: Readonly<Record<string, string>> = {
  ...many('SmoothL1Loss smooth_l1_loss smooth_l1 HuberLoss huberLoss huber_loss', 'Huber'),
  ...many('DiceLoss dice_loss dice_coef_loss soft_dice', 'Dice'),
  ...many('TverskyLoss tversky_loss', 'Tversky'),
  ...many(
    'FocalLoss focal focal_loss sigmoid_focal_loss SparseCategoricalFocalLoss',
    'CategoricalFocalCrossentropy',
  ),
};

const own = elsewhere('write it as a block with the inputs `target` and `prediction`');

/** Losses that are neither Keras's nor made of those here by another name. */
export const foreignLossWords: ForeignWords = all(
  'CTCLoss TripletMarginLoss triplet_loss ContrastiveLoss contrastive_loss CosineEmbeddingLoss HingeEmbeddingLoss KLDivLoss PoissonNLLLoss GaussianNLLLoss GIoULoss giou_loss IoULoss iou_loss YOLOLoss yolo_loss ArcFace',
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
      'classes have no weights yet; `balance = oversample` in the data block draws them equally often',
    ),
  ),
  ...all('label_smoothing smoothing', leaveOut('label smoothing is not supported yet')),
  ...all('ignore_index ignore_class', leaveOut('no class is ignored yet')),
  ...all('reduction size_average reduce', leaveOut('a loss is the mean over the batch')),
  axis: leaveOut('classes are on the last axis'),
  ...all('dtype name', leaveOut('it has no counterpart here')),
};

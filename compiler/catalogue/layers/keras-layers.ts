/** Layers of Keras that have no definition here, and why. */
export interface AbsentLayers {
  readonly names: readonly string[];
  /** One sentence, without a full stop. */
  readonly why: string;
}

const absent = (names: string, why: string): AbsentLayers => ({ names: names.split(/\s+/), why });

export const absentLayers: readonly AbsentLayers[] = [
  absent(
    'AdditiveAttention Attention GroupQueryAttention MultiHeadAttention EinsumDense',
    'no op of the engines multiplies a matrix of each example by another; `Dot` compares positions of small pictures, `SqueezeExcite` of `cnn:layers` weighs channels',
  ),
  absent(
    `AdaptiveAveragePooling1D AdaptiveAveragePooling2D AdaptiveAveragePooling3D AdaptiveMaxPooling1D
    AdaptiveMaxPooling2D AdaptiveMaxPooling3D`,
    'their windows have several sizes; where the size divides, pooling with `pool_size` of the quotient is the same, and to one position `GlobalAveragePooling2D`',
  ),
  absent(
    'SpectralNormalization',
    'it divides a kernel by what an iteration beside the training keeps; `kernel_constraint` and `kernel_regularizer` bound weights',
  ),
  absent('ActivityRegularization', 'layers with weights have `activity_regularizer`'),
  absent('Lambda', 'a specification holds no code; the parts for layers of your own make a block'),
  absent(
    'TimeDistributed Masking',
    'they are of sequences; Dense and convolutions look at every position alike',
  ),
  absent(
    'Bidirectional ConvLSTM1D ConvLSTM2D ConvLSTM3D GRU LSTM RNN SimpleRNN',
    'nothing goes from one step of a sequence to the next',
  ),
  absent(
    `CategoryEncoding Discretization Embedding Hashing IntegerLookup MelSpectrogram STFTSpectrogram StringLookup
    TextVectorization`,
    'they are of words, tables and sound',
  ),
  absent(
    `AugMix AutoContrast CutMix Equalization MixUp RandAugment RandomBrightness RandomColorDegeneration RandomColorJitter
    RandomContrast RandomCrop RandomElasticTransform RandomErasing RandomFlip RandomGaussianBlur RandomGrayscale RandomHue
    RandomInvert RandomPerspective RandomPosterization RandomRotation RandomSaturation RandomSharpness RandomShear
    RandomTranslation RandomZoom Solarization`,
    'augmentation belongs to the data, whose [`augment`](catalogue.md#steps-of-augment) has its steps',
  ),
];

/** All of them: known, so that the answer is "not yet" and not "unknown". */
export const kerasLayers: ReadonlySet<string> = new Set(absentLayers.flatMap(({ names }) => names));

/** Keras's layers that have no definition here yet: known, so that the answer is "not yet" and not "unknown". */
export const kerasLayers: ReadonlySet<string> = new Set(
  `ActivityRegularization AdaptiveAveragePooling1D AdaptiveAveragePooling2D AdaptiveAveragePooling3D
  AdaptiveMaxPooling1D AdaptiveMaxPooling2D AdaptiveMaxPooling3D AdditiveAttention AlphaDropout Attention
  AugMix AutoContrast Bidirectional CategoryEncoding ConvLSTM1D ConvLSTM2D ConvLSTM3D CutMix Discretization
  EinsumDense Embedding Equalization GRU GroupQueryAttention Hashing IntegerLookup LSTM Lambda Masking
  MelSpectrogram MixUp MultiHeadAttention RNN RandAugment RandomBrightness RandomColorDegeneration
  RandomColorJitter RandomContrast RandomCrop RandomElasticTransform RandomErasing RandomFlip
  RandomGaussianBlur RandomGrayscale RandomHue RandomInvert RandomPerspective RandomPosterization
  RandomRotation RandomSaturation RandomSharpness RandomShear RandomTranslation RandomZoom STFTSpectrogram
  SimpleRNN Solarization SpectralNormalization StringLookup TextVectorization TimeDistributed`.split(/\s+/),
);

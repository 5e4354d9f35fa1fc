/** Keras's layers that have no definition here yet: known, so that the answer is "not yet" and not "unknown". */
export const kerasLayers: ReadonlySet<string> = new Set(
  `ActivityRegularization AdaptiveAveragePooling1D AdaptiveAveragePooling2D AdaptiveAveragePooling3D
  AdaptiveMaxPooling1D AdaptiveMaxPooling2D AdaptiveMaxPooling3D Add AdditiveAttention AlphaDropout Attention
  AugMix AutoContrast Average AveragePooling1D AveragePooling3D AvgPool1D AvgPool3D Bidirectional
  CategoryEncoding CenterCrop Concatenate Conv1D Conv1DTranspose Conv2DTranspose Conv3D Conv3DTranspose
  ConvLSTM1D ConvLSTM2D ConvLSTM3D Convolution1D Convolution1DTranspose Convolution2DTranspose Convolution3D
  Convolution3DTranspose Cropping1D Cropping2D Cropping3D CutMix DepthwiseConv1D DepthwiseConv2D
  Discretization Dot ELU EinsumDense Embedding Equalization GRU GaussianDropout GaussianNoise
  GlobalAveragePooling1D GlobalAveragePooling3D GlobalAvgPool1D GlobalAvgPool3D GlobalMaxPool1D GlobalMaxPool3D
  GlobalMaxPooling1D GlobalMaxPooling3D GroupNormalization GroupQueryAttention Hashing Identity IntegerLookup
  LSTM Lambda LayerNormalization LeakyReLU Masking MaxPool1D MaxPool3D MaxPooling1D MaxPooling3D Maximum
  MelSpectrogram Minimum MixUp MultiHeadAttention Multiply Normalization PReLU Permute RMSNormalization
  RNN RandAugment RandomBrightness RandomColorDegeneration RandomColorJitter RandomContrast RandomCrop
  RandomElasticTransform RandomErasing RandomFlip RandomGaussianBlur RandomGrayscale RandomHue RandomInvert
  RandomPerspective RandomPosterization RandomRotation RandomSaturation RandomSharpness RandomShear
  RandomTranslation RandomZoom RepeatVector Resizing STFTSpectrogram SeparableConv1D SeparableConv2D
  SeparableConvolution1D SeparableConvolution2D SimpleRNN Solarization SpatialDropout1D SpatialDropout2D
  SpatialDropout3D SpectralNormalization StringLookup Subtract TextVectorization TimeDistributed
  UnitNormalization UpSampling1D UpSampling2D UpSampling3D ZeroPadding1D ZeroPadding2D ZeroPadding3D`.split(
    /\s+/,
  ),
);

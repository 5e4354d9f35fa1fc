import { activations, halvingActivations } from '../activations/activation.ts';

/** What PyTorch calls the layers that Keras has under another name. */
const torchNames: Readonly<Record<string, string>> = {
  Linear: 'Dense',
  BatchNorm1d: 'BatchNormalization',
  BatchNorm2d: 'BatchNormalization',
  BatchNorm3d: 'BatchNormalization',
  BatchNorm: 'BatchNormalization',
  LayerNorm: 'LayerNormalization',
  GroupNorm: 'GroupNormalization',
  ConvTranspose1d: 'Conv1DTranspose',
  ConvTranspose2d: 'Conv2DTranspose',
  ConvTranspose3d: 'Conv3DTranspose',
  AdaptiveAvgPool1d: 'GlobalAveragePooling1D',
  AdaptiveAvgPool2d: 'GlobalAveragePooling2D',
  AdaptiveMaxPool2d: 'GlobalMaxPooling2D',
  Dropout1d: 'SpatialDropout1D',
  Dropout2d: 'SpatialDropout2D',
  Dropout3d: 'SpatialDropout3D',
  Upsample: 'UpSampling2D',
  ZeroPad2d: 'ZeroPadding2D',
};

/** The layer that is known elsewhere by a name: PyTorch's, or that of an activation function. */
export function layerKnownAs(name: string): string | undefined {
  if (Object.hasOwn(torchNames, name)) return torchNames[name];
  const folded = name.toLowerCase();
  const activation = [...activations, ...halvingActivations].find(
    (known) => known.replaceAll('_', '') === folded,
  );
  return activation === undefined ? undefined : `Activation(${activation})`;
}

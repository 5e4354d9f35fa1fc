/** How `preprocess_input` of an application prepares pixels, by Keras's words for it; `none`: the network does that itself. */
export type PixelForm = 'caffe' | 'tf' | 'torch' | 'none';

/** What an application's weights for ImageNet were trained on. */
export interface Application {
  /** Height and width of its pictures. */
  readonly size: number;
  readonly pixels: PixelForm;
}

/** Every application of `cnn:applications`, as Keras has it. */
export const applications: Readonly<Record<string, Application>> = {
  ResNet50: { size: 224, pixels: 'caffe' },
  ResNet101: { size: 224, pixels: 'caffe' },
  ResNet152: { size: 224, pixels: 'caffe' },
  ResNet50V2: { size: 224, pixels: 'tf' },
  ResNet101V2: { size: 224, pixels: 'tf' },
  ResNet152V2: { size: 224, pixels: 'tf' },
  VGG16: { size: 224, pixels: 'caffe' },
  VGG19: { size: 224, pixels: 'caffe' },
  Xception: { size: 299, pixels: 'tf' },
  InceptionV3: { size: 299, pixels: 'tf' },
  InceptionResNetV2: { size: 299, pixels: 'tf' },
  NASNetMobile: { size: 224, pixels: 'tf' },
  NASNetLarge: { size: 331, pixels: 'tf' },
  MobileNet: { size: 224, pixels: 'tf' },
  MobileNetV2: { size: 224, pixels: 'tf' },
  MobileNetV3Small: { size: 224, pixels: 'none' },
  MobileNetV3Large: { size: 224, pixels: 'none' },
  DenseNet121: { size: 224, pixels: 'torch' },
  DenseNet169: { size: 224, pixels: 'torch' },
  DenseNet201: { size: 224, pixels: 'torch' },
  EfficientNetB0: { size: 224, pixels: 'none' },
  EfficientNetB1: { size: 240, pixels: 'none' },
  EfficientNetB2: { size: 260, pixels: 'none' },
  EfficientNetB3: { size: 300, pixels: 'none' },
  EfficientNetB4: { size: 380, pixels: 'none' },
  EfficientNetB5: { size: 456, pixels: 'none' },
  EfficientNetB6: { size: 528, pixels: 'none' },
  EfficientNetB7: { size: 600, pixels: 'none' },
  EfficientNetV2B0: { size: 224, pixels: 'none' },
  EfficientNetV2B1: { size: 240, pixels: 'none' },
  EfficientNetV2B2: { size: 260, pixels: 'none' },
  EfficientNetV2B3: { size: 300, pixels: 'none' },
  EfficientNetV2S: { size: 384, pixels: 'none' },
  EfficientNetV2M: { size: 480, pixels: 'none' },
  EfficientNetV2L: { size: 480, pixels: 'none' },
  ConvNeXtTiny: { size: 224, pixels: 'none' },
  ConvNeXtSmall: { size: 224, pixels: 'none' },
  ConvNeXtBase: { size: 224, pixels: 'none' },
  ConvNeXtLarge: { size: 224, pixels: 'none' },
  ConvNeXtXLarge: { size: 224, pixels: 'none' },
};

/** The layers that make pixels of 0 to 255 what an application's weights expect, and what of `cnn:applications` they are. */
export const pixelLayers: Readonly<
  Record<PixelForm, { readonly lines: readonly string[]; readonly imports: readonly string[] }>
> = {
  caffe: { lines: ['CaffePreprocessing'], imports: ['CaffePreprocessing'] },
  tf: { lines: ['Rescaling(1/127.5, offset=-1)'], imports: [] },
  torch: { lines: ['Rescaling(1/255)', 'TorchPreprocessing'], imports: ['TorchPreprocessing'] },
  none: { lines: [], imports: [] },
};

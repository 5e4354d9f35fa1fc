const sizes: readonly (readonly [name: string, size: number])[] = [
  ['MobileNet', 32],
  ['MobileNetV2', 32],
  ['ResNet50', 32],
  ['ResNet50V2', 32],
  ['DenseNet121', 32],
  ['InceptionV3', 75],
  ['EfficientNetB0', 32],
  ['VGG16', 32],
  ['Xception', 71],
  ['EfficientNetV2B0', 32],
  ['MobileNetV3Small', 32],
  ['NASNetMobile', 32],
  ['ConvNeXtTiny', 32],
];

/** A network of each family of `cnn:applications` below a head of three classes, on pictures as small as it takes: name and text. */
export const applicationTexts: readonly (readonly [name: string, text: string])[] = sizes.map(
  ([name, size]) => [
    name,
    `import { ${name} } from "cnn:applications"
model Net(classes = 3) {
  input image: float32[${size}, ${size}, 3]
  base: ${name}(include_top=false)
  GlobalAveragePooling2D
  output label: Dense(classes, activation=softmax)
}`,
  ],
);

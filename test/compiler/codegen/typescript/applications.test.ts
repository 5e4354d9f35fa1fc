import { beforeAll, expect, test } from 'vitest';
import * as tf from '../../../../compiler/codegen/typescript/parts/tf.ts';
import { weightsOf } from '../../../../compiler/codegen/typescript/parts/load-weights.ts';
import { modelOf } from '../../../support/compile-text.ts';
import { sample } from '../../../support/sample.ts';
import { codeOf } from '../model/code-of.ts';
import { generate } from './generated.ts';

/* Networks of `cnn:applications` without their tops, as their modules make them: the weights that the compiler says. */

const all = [
  'MobileNet',
  'MobileNetV2',
  'ResNet50',
  'ResNet50V2',
  'DenseNet121',
  'InceptionV3',
  'EfficientNetB0',
  'VGG16',
  'Xception',
  'EfficientNetV2B0',
  'MobileNetV3Small',
  'InceptionResNetV2',
  'NASNetMobile',
  'ConvNeXtTiny',
];

const specOf = (name: string): string => `import { ${name} } from "cnn:applications"
model Net(classes = 3) {
  input image: float32[96, 96, 3]
  base: ${name}(include_top=false)
  GlobalAveragePooling2D
  output label: Dense(classes, activation=softmax)
}`;

beforeAll(async () => {
  await tf.setBackend('cpu');
});

test.each(sample(all, 2))('%s', async (name) => {
  const text = specOf(name);
  const model = (await generate(codeOf(text))).createModel();
  const wanted = modelOf(text).layers.flatMap(({ path, weights }) =>
    weights.map((weight) => `${path}/${weight.name} ${weight.shape.join()}`),
  );
  expect(
    weightsOf(model)
      .map(({ path, weight }) => `${path} ${weight.shape.join()}`)
      .sort(),
  ).toEqual(wanted.sort());
  model.dispose();
});

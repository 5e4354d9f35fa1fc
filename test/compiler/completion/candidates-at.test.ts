import { expect, test } from 'vitest';
import { candidatesAt } from '../../../compiler/completion/candidates-at.ts';
import { signatureAt } from '../../../compiler/completion/signature-at.ts';
import { atMark } from './mark.ts';

/** Candidates by name; with `!` what must be given. */
const namesAt = (marked: string): readonly string[] =>
  candidatesAt(...atMark(marked)).candidates.map(({ name, isNeeded }) => (isNeeded ? `${name}!` : name));

const library = 'import { ResNet50, dice } from "cnn:applications"\n';

test.each([
  ['▮', ['import', 'layer', 'let', 'block', 'model', 'data', 'train']],
  ['layer C = Conv2D(kernel_size=3)\nmodel M { ▮', ['C', 'M', 'Conv1D', 'Conv2D']],
  ['model M { Conv2D(▮', ['filters!', 'kernel_size!', 'strides']],
  ['model M { Conv2D(3, ▮', ['kernel_size!', 'strides']],
  ['model M { Conv2D(3, ▮, kernel_size=3)', ['strides', 'padding']],
  ['layer C = Conv2D(kernel_size=3)\nmodel M { C(▮', ['filters!', 'kernel_size', 'strides']],
  ['block B(n, m = 2) { }\nmodel M { B(▮', ['n!', 'm']],
  ['block B(n) { }\nlayer C = B(3)\nlayer D = C\nmodel M { D(▮', ['n']],
  ['model M { a: Dense(3) Add(▮', ['with!']],
  ['model M { Conv2D(3, 3, padding=▮', ['valid', 'same', 'if']],
  ['model M { Conv2D(3, 3, pad▮', ['strides', 'padding']],
  ['model M(rate) { let k = 3 Dropout(▮', ['rate!', 'noise_shape', 'k', 'rate']],
  ['model M { Dense(3, use_bias=▮', ['true', 'false', 'if']],
  ['model M { Dense(3, activation=▮', ['linear', 'relu']],
  ['model M { Dense(3, kernel_regularizer=▮', ['l1', 'l2', 'L1L2']],
  ['model M { Dense(3, kernel_initializer=HeNormal(▮', ['seed']],
  ['model M { parallel ▮', ['Add', 'Subtract']],
  [
    'train M on D { monitor = ▮ objective a { metrics = [F1Score, top_k_categorical_accuracy] } }',
    ['val_loss', 'val_f1_score', 'val_top_k_categorical_accuracy', 'loss'],
  ],
  [
    'train M on D { objective a { metrics = [mse] } objective b { } phase p { monitor = ▮ } }',
    ['val_loss', 'val_a_loss', 'val_a_mse', 'val_b_loss', 'loss', 'a_loss'],
  ],
  ['model M { parallel Add { ▮', ['path', 'for', 'repeat']],
  ['model M { if true { } ▮', ['else', 'M']],
  ['data D { ▮', ['source!', 'seed']],
  ['data D { source = ▮', ['idx', 'folder', 'csv']],
  ['data D { source = folder(▮', ['directory!', 'boxes']],
  ['data D { split { valid = 10% ▮ test = 10% }', ['train']],
  ['data D { field a: ▮', ['class', 'classes', 'box', 'boxes', 'mask']],
  ['data D { field a: box[▮', ['center', 'corners', 'if']],
  ['data D { prepare { ▮', ['Rescaling', 'SqrtSize', 'Resizing']],
  ['data D { augment { RandomFlip(▮', ['mode']],
  ['train M on D { phase p { optimizer = ▮', ['SGD', 'Adam']],
  ['train M on D { phase p { optimizer = Adam(▮', ['learning_rate', 'beta_1']],
  ['train M on D { phase p { recompute = ▮', ['auto', 'max', 'none']],
  ['train M on D { objective a { loss = ▮', ['sparse_categorical_crossentropy']],
  ['train M on D { objective a { metrics = [▮', ['accuracy']],
  [
    `${library}model M { ResNet50(▮`,
    ['include_top', 'pooling', 'classes', 'classifier_activation', 'weights'],
  ],
  [`${library}model M { ResNet50(pooling=▮`, ['avg', 'max', 'none']],
  [`${library}model M { ResNet50(weights=▮`, ['imagenet', 'none']],
  ['import { ▮ } from "cnn:layers"', ['DepthPool', 'SqueezeExcite']],
  ['import { A } from "▮', ['cnn:layers', 'cnn:losses', 'cnn:detection']],
  ['model M { base: Dense(3) }\ntrain M on D { phase p { freeze base.▮', ['layers']],
  ['block Unused { if 1 > 2 { a: Dense(3) from ▮', ['a']],
  ['let a▮', []],
  ['# a▮', []],
])('%s', (marked, expected) => {
  expect(namesAt(marked).slice(0, expected.length)).toEqual(expected);
  if (expected.length === 0) expect(namesAt(marked)).toEqual([]);
});

test('a block that compares is a loss, and no other is', () => {
  const blocks =
    'block Far { input target: [?n] input prediction: [?n] Subtract(with=target) }\nblock Other { }\n';
  const names = namesAt(`${blocks}train M on D { objective a { loss = ▮`);
  expect(names).toContain('Far');
  expect(names).not.toContain('Other');
});

test('what is written begins where its word does', () => {
  expect(candidatesAt(...atMark('model M { Conv2D(3, pad▮ding=same) }')).start).toBe(20);
});

test.each([
  ['model M { Conv2D(3, ▮', 'Conv2D', 'kernel_size'],
  ['model M { Conv2D(3, strides=[▮', 'Conv2D', 'strides'],
  ['layer C = Conv2D(kernel_size=3)\nmodel M { C(▮', 'C', 'filters'],
  ['train M on D { phase p { optimizer = Adam(0.1, ▮', 'Adam', 'beta_1'],
])('the signature at %s', (marked, name, active) => {
  expect(signatureAt(...atMark(marked))).toMatchObject({ name, active });
});

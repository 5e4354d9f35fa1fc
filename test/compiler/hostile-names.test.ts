import { expect, it } from 'vitest';
import { compileText } from '../support/compile-text.ts';
import { sample } from '../support/sample.ts';

/*
 * Names that every JavaScript object has, in every place where a name or a text can stand: never a crash, and never a
 * word of the machine in a message.
 */

const inherited = ['constructor', '__proto__', 'toString'];

const spec = `import { VGG16 as Base } from "cnn:applications"
let value = 3
layer Alias = Conv2D(filters=8, kernel_size=3, activation=relu, kernel_initializer=he_normal, kernel_regularizer=L2(l2=0.1))
block Unit(size = 3, other) { input x: [?h, ?w, c] label: Conv2D(size, 3) from label Add(with=x) require h == w : "{h}" }
model Net(classes = 10) {
  weights imagenet = "https://x/y.h5" { md5 = "d41d8cd98f00b204e9800998ecf8427e"  classes = 3 }
  input image: float32[?a, 32, 3]
  for (f, n) in [(1, 2)] as i { Alias(f + n + i + max(1, 2)) }
  repeat 2 as k { Unit(k, other=value) }
  base: Base(include_top=false, weights=imagenet)
  "block{value}": ReLU
  parallel Concatenate { path { Flatten } p: path { Flatten } }
  reuse base
  output label: Dense(classes, activation=softmax)
}
data D {
  source = shapes(100, size=32, channels=3)
  field image: uint8[32, 32, 3]
  field label: class[10]
  split { train = 90%  valid = 10% }
  balance = oversample
  prepare image { Rescaling(1/255, offset=0) }
  augment { RandomFlip(horizontal) }
}
train Net on D as whole {
  batch = 32
  input image = image
  objective label { target = label  loss = 0.5 * mse + Dice  metrics = [accuracy] }
  phase main { freeze base.block1..base.block2  epochs = 1  optimizer = SGD(learning_rate=0.1) }
}
`;

const places = [...spec.matchAll(/[A-Za-z_]\w*|"[^"]*"/g)].map(({ index, 0: text }) => ({ index, text }));

/** The text with a name in the place of one word, and of a word everywhere. */
const withName = (name: string): ReadonlySet<string> =>
  new Set(
    places.flatMap(({ index, text }) => [
      spec.slice(0, index) + (text.startsWith('"') ? `"${name}"` : name) + spec.slice(index + text.length),
      spec.replaceAll(new RegExp(`\\b${text.replace(/\W/g, '')}\\b`, 'g'), name),
    ]),
  );

it.each(inherited)('%s is a name like any other, wherever it stands', (name) => {
  const texts = [...withName(name)];
  for (const text of sample(texts, Math.ceil(texts.length / 2))) {
    const told = compileText(text).diagnostics.map(({ message, fix }) => `${message} ${fix?.title ?? ''}`);
    expect(told.filter((line) => /native code|\[object/.test(line))).toEqual([]);
  }
});

it('a size may be called __proto__, and its data brings it', () => {
  const model =
    'model M { input x: float32[?__proto__, ?w, 3] MaxPool2D UpSampling2D Concatenate(with=x) Conv2D(1, 1) }';
  expect(compileText(model).diagnostics.map(({ severity }) => severity)).toEqual(['warning']);
});

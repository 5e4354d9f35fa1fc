import type { Explanations } from '../../../grammar/explanation.ts';

/** 3xx: data blocks. */
export const dataExplanations: Explanations = {
  CNN301: {
    title: 'the data has no source',
    rule: 'Examples come from somewhere: `idx("directory")` for files like those of MNIST, `folder("directory")` for a folder a class, `shapes(…)` for pictures that are drawn.',
    remedy: 'Write `source = …`.',
    patch: `
  data «D» {
+   source = shapes(10)
    field label: class[4]
    prepare { Rescaling(1/255) }
  }
  model M {
    input image: float32[32, 32, 1]
    Flatten
    output label: Dense(4, activation=softmax)
  }
  train M on D {
    batch = 2
    objective label { loss = sparse_categorical_crossentropy }
    phase main { epochs = 1  optimizer = Adam }
  }
`,
  },
  CNN302: {
    title: 'there is no such key',
    rule: 'Every block has its keys, and an unknown one is an error rather than ignored: `sed = 3` would leave the seed at its default.',
    remedy: 'Correct the spelling; the message lists what there is.',
    patch: `
  data D {
    source = shapes(10)
-   «sed» = 3
+   seed = 3
    field label: class[4]
    prepare { Rescaling(1/255) }
  }
  model M {
    input image: float32[32, 32, 1]
    Flatten
    output label: Dense(4, activation=softmax)
  }
  train M on D {
    batch = 2
    objective label { loss = sparse_categorical_crossentropy }
    phase main { epochs = 1  optimizer = Adam }
  }
`,
  },
  CNN303: {
    title: 'there is no such source of data',
    rule: 'The sources are `idx`, `folder`, `csv`, `cifar` and `shapes`, each written with its arguments.',
    remedy: 'Choose one of them; a directory alone is a text and says nothing of its files.',
    patch: `
  data D {
-   source = «shape(10)»
+   source = shapes(10)
    field label: class[4]
    prepare { Rescaling(1/255) }
  }
  model M {
    input image: float32[32, 32, 1]
    Flatten
    output label: Dense(4, activation=softmax)
  }
  train M on D {
    batch = 2
    objective label { loss = sparse_categorical_crossentropy }
    phase main { epochs = 1  optimizer = Adam }
  }
`,
  },
  CNN304: {
    title: 'the parts of the split do not make 100%',
    rule: 'Every example goes into one part, so the shares add up to 1: 80% + 10% leave a tenth nowhere.',
    remedy: 'Change the shares, or write the part that is missing.',
    patch: `
  data D {
    source = shapes(10)
    field label: class[4]
-   «split { train = 80%  valid = 10% }»
+   split { train = 80%  valid = 20% }
    prepare { Rescaling(1/255) }
  }
  model M {
    input image: float32[32, 32, 1]
    Flatten
    output label: Dense(4, activation=softmax)
  }
  train M on D {
    batch = 2
    objective label { loss = sparse_categorical_crossentropy }
    phase main { epochs = 1  optimizer = Adam }
  }
`,
  },
  CNN305: {
    title: 'nothing is left to train on',
    rule: 'A share of 0% for `train` leaves no example for it.',
    remedy: 'Give `train` a share.',
    patch: `
  data D {
    source = shapes(10)
    field label: class[4]
-   «split { train = 0%  valid = 100% }»
+   split { train = 90%  valid = 10% }
    prepare { Rescaling(1/255) }
  }
  model M {
    input image: float32[32, 32, 1]
    Flatten
    output label: Dense(4, activation=softmax)
  }
  train M on D {
    batch = 2
    objective label { loss = sparse_categorical_crossentropy }
    phase main { epochs = 1  optimizer = Adam }
  }
`,
  },
  CNN306: {
    title: 'there is no such type of field',
    rule: 'A field is a class (`class[n]`), a box (`box[center]`, `box[corners]`) or numbers (`float32[…]`, `uint8[…]`, `int32[…]`).',
    remedy: 'Correct the spelling.',
    patch: `
  data D {
    source = shapes(10)
-   field label: «clas»[4]
+   field label: class[4]
    prepare { Rescaling(1/255) }
  }
  model M {
    input image: float32[32, 32, 1]
    Flatten
    output label: Dense(4, activation=softmax)
  }
  train M on D {
    batch = 2
    objective label { loss = sparse_categorical_crossentropy }
    phase main { epochs = 1  optimizer = Adam }
  }
`,
  },
  CNN307: {
    title: 'the type of a field is incomplete',
    rule: 'A class field says how many classes there are, a box how its four numbers are meant, a tensor its sizes: the model and its losses are checked against them.',
    remedy: 'Write what is missing in brackets.',
    patch: `
  data D {
    source = shapes(10)
-   field label: «class»
+   field label: class[4]
    prepare { Rescaling(1/255) }
  }
  model M {
    input image: float32[32, 32, 1]
    Flatten
    output label: Dense(4, activation=softmax)
  }
  train M on D {
    batch = 2
    objective label { loss = sparse_categorical_crossentropy }
    phase main { epochs = 1  optimizer = Adam }
  }
`,
  },
  CNN308: {
    title: 'this is not a step of `prepare` or `augment`',
    rule: 'Both have steps of their own, under the names of Keras’s layers: `prepare` those that are the same for every example, such as `Rescaling` and `Resizing`; `augment` the random ones, such as `RandomFlip`.',
    remedy: 'Correct the spelling, or move the step to the other section.',
    patch: `
  data D {
    source = shapes(10)
    field label: class[4]
-   prepare { «Rescale»(1/255) }
+   prepare { Rescaling(1/255) }
  }
  model M {
    input image: float32[32, 32, 1]
    Flatten
    output label: Dense(4, activation=softmax)
  }
  train M on D {
    batch = 2
    objective label { loss = sparse_categorical_crossentropy }
    phase main { epochs = 1  optimizer = Adam }
  }
`,
  },
  CNN309: {
    title: 'the data has no such field',
    rule: 'An input is bound to a field that the data declares or its source brings (`image`).',
    remedy: 'Correct the spelling, or declare the field.',
    patch: `
  data D {
    source = shapes(10)
    field label: class[4]
    prepare { Rescaling(1/255) }
  }
  model M {
    input photo: float32[32, 32, 1]
    Flatten
    output label: Dense(4, activation=softmax)
  }
  train M on D {
    batch = 2
-   input photo = «picture»
+   input photo = image
    objective label { loss = sparse_categorical_crossentropy }
    phase main { epochs = 1  optimizer = Adam }
  }
`,
  },
  CNN310: {
    title: 'the source brings nothing for this field',
    rule: '`idx`, `cifar` and `folder` bring an image and one class, `shapes` a box too, `csv` numbers of its columns. A field beside them would stay empty.',
    remedy: 'Remove the field, or take another source.',
    patch: `
  data D {
    source = folder("photos")
    field label: class[4]
-   field «spot»: box[center]
    prepare { Resizing(8, 8)  Rescaling(1/255) }
  }
  model M {
    input image: float32[8, 8, 3]
    Flatten
    output label: Dense(4, activation=softmax)
  }
  train M on D {
    batch = 2
    objective label { loss = sparse_categorical_crossentropy }
    phase main { epochs = 1  optimizer = Adam }
  }
`,
  },
  CNN311: {
    title: 'a field is declared otherwise than its source makes it',
    rule: 'What the source is known to make and what is declared have to agree; losses and heads are checked against the declaration.',
    remedy: 'Declare what the source makes, or change its arguments.',
    patch: `
  data D {
-   source = shapes(10, classes=3)
+   source = shapes(10, classes=4)
    field «label»: class[4]
    prepare { Rescaling(1/255) }
  }
  model M {
    input image: float32[32, 32, 1]
    Flatten
    output label: Dense(4, activation=softmax)
  }
  train M on D {
    batch = 2
    objective label { loss = sparse_categorical_crossentropy }
    phase main { epochs = 1  optimizer = Adam }
  }
`,
  },
  CNN312: {
    title: 'the data is never trained on',
    rule: 'No `train` block names it, so that nothing in the file uses it.',
    remedy: 'Name it in a `train` block, or remove it.',
    patch: `
- data «D» { source = shapes(10) }
  model M {
    input x: float32[8]
    Dense(4)
  }
`,
  },
  CNN470: {
    title: 'roots of what has no width and height',
    rule: '`SqrtSize` puts √w and √h in place of the width and height of a box, so that a loss weighs an error in a small box more than in a large one. A box by its corners has four edges, an image has pixels; of those roots mean nothing.',
    remedy: 'Write it into the section of a box that is given by its centre.',
    patch: `
  data D {
    source = shapes(10)
    field label: class[4]
-   field box: box[corners]
+   field box: box[center]
    prepare { Rescaling(1/255) }
    prepare box { «SqrtSize» }
  }
  model M {
    input image: float32[32, 32, 1]
    Flatten
    output box: Dense(4)
  }
  train M on D {
    batch = 2
    objective box { loss = mse }
    phase main { epochs = 1  optimizer = Adam }
  }
`,
  },
  CNN471: {
    title: 'a root of less than nothing',
    rule: 'Width and height are 0 to 1. What `Rescaling` makes of them may be below zero, and that has no square root.',
    remedy: 'Take the roots first.',
    patch: `
  data D {
    source = shapes(10)
    field label: class[4]
    field box: box[center]
    prepare { Rescaling(1/255) }
-   «prepare box { Rescaling(2, offset=-1)  SqrtSize }»
+   prepare box { SqrtSize  Rescaling(2, offset=-1) }
  }
  model M {
    input image: float32[32, 32, 1]
    Flatten
    output box: Dense(4)
  }
  train M on D {
    batch = 2
    objective box { loss = mse }
    phase main { epochs = 1  optimizer = Adam }
  }
`,
  },
  CNN472: {
    title: 'a box is not resized',
    rule: 'A box is in fractions of its image, so that it stays what it is when the image is stretched, and moves with it where it is cropped. By itself it has no height and width in pixels.',
    remedy: 'Resize the image, in a section for all fields.',
    patch: `
  data D {
    source = shapes(10)
    field label: class[4]
    field box: box[center]
    prepare { Rescaling(1/255) }
-   prepare box { «Resizing(16, 16)» }
+   prepare { Resizing(16, 16) }
  }
  model M {
    input image: float32[16, 16, 1]
    Flatten
    output box: Dense(4)
  }
  train M on D {
    batch = 2
    objective box { loss = mse }
    phase main { epochs = 1  optimizer = Adam }
  }
`,
  },
  CNN313: {
    title: '`augment` cannot be for one field',
    rule: 'An augmentation is drawn once for an example. A flip moves its box and its mask with its image; a change of brightness changes the image only. Drawn for one field, they would no longer belong together.',
    remedy: 'Leave the name of the field out.',
    patch: `
  data D {
    source = shapes(10)
    field label: class[4]
    prepare { Rescaling(1/255) }
-   augment «image» { RandomFlip(horizontal) }
+   augment { RandomFlip(horizontal) }
  }
  model M {
    input image: float32[32, 32, 1]
    Flatten
    output label: Dense(4, activation=softmax)
  }
  train M on D {
    batch = 2
    objective label { loss = sparse_categorical_crossentropy }
    phase main { epochs = 1  optimizer = Adam }
  }
`,
  },
  CNN314: {
    title: 'an augmentation takes pixels to have another range',
    rule: '`RandomBrightness` and `RandomContrast` keep pixels within a range, and brightness is a fraction of it. Files have pixels of 0 to 255, and `prepare` makes another range of them; Keras cannot know it and takes 0 to 255 unless it is told, here it is known.',
    remedy: 'Leave `value_range` out.',
    patch: `
  data D {
    source = shapes(10)
    field label: class[4]
    prepare { Rescaling(1/255) }
-   augment { RandomBrightness(0.2, «value_range=[0, 255]») }
+   augment { RandomBrightness(0.2) }
  }
  model M {
    input image: float32[32, 32, 1]
    Flatten
    output label: Dense(4, activation=softmax)
  }
  train M on D {
    batch = 2
    objective label { loss = sparse_categorical_crossentropy }
    phase main { epochs = 1  optimizer = Adam }
  }
`,
  },
  CNN315: {
    title: 'an augmentation needs colours',
    rule: '`RandomGrayscale` mixes red, green and blue; a picture of one channel has none.',
    remedy: 'Leave the step out.',
    patch: `
  data D {
    source = shapes(10)
    field label: class[4]
    prepare { Rescaling(1/255) }
-   augment { RandomFlip  «RandomGrayscale» }
+   augment { RandomFlip }
  }
  model M {
    input image: float32[32, 32, 1]
    Flatten
    output label: Dense(4, activation=softmax)
  }
  train M on D {
    batch = 2
    objective label { loss = sparse_categorical_crossentropy }
    phase main { epochs = 1  optimizer = Adam }
  }
`,
  },
  CNN462: {
    title: 'a file or a directory without a name',
    rule: 'What data is read from is named: the directory of the `.cnn` file is `"."`, and no file has an empty name.',
    remedy: 'Write the name. Boxes that the data does not have are left out: `folder("photos")`.',
    patch: `
  data D {
-   source = folder("photos", boxes=«""»)
+   source = folder("photos", boxes="boxes.csv")
    field spot: box[center]
    prepare { Resizing(32, 32)  Rescaling(1/255) }
  }
  model M {
    input image: float32[32, 32, 3]
    Flatten
    output spot: Dense(4)
  }
  train M on D {
    batch = 2
    objective spot { loss = mse }
    phase main { epochs = 1  optimizer = Adam }
  }
`,
  },
  CNN316: {
    title: 'there is no class to balance',
    rule: '`balance = oversample` draws examples of small classes more often. Which class an example is of says a class field; a source that brings classes brings them only to a field that is declared.',
    remedy: 'Declare the class field, or leave `balance` out.',
    patch: `
  data D {
    source = shapes(10)
    field spot: box[center]
-   balance = «oversample»
    prepare { Rescaling(1/255) }
  }
  model M {
    input image: float32[32, 32, 1]
    Flatten
    output spot: Dense(4)
  }
  train M on D {
    batch = 2
    objective spot { loss = mse }
    phase main { epochs = 1  optimizer = Adam }
  }
`,
  },
  CNN317: {
    title: 'the source cannot be divided by this',
    rule: 'Parts can go by folders where pictures lie in folders, by a column where there are columns, and by lists where pictures have names. Every source can be divided by classes: each part then has each class in proportion.',
    remedy: 'Leave `by` out, or take a source that has what it goes by.',
    patch: `
  data D {
    source = shapes(10)
    field label: class[4]
-   split { train = 80%  valid = 20%  by = «folder» }
+   split { train = 80%  valid = 20%  by = class }
    prepare { Rescaling(1/255) }
  }
  model M {
    input image: float32[32, 32, 1]
    Flatten
    output label: Dense(4, activation=softmax)
  }
  train M on D {
    batch = 2
    objective label { loss = sparse_categorical_crossentropy }
    phase main { epochs = 1  optimizer = Adam }
  }
`,
  },
  CNN318: {
    title: 'folds and shares exclude each other',
    rule: '`folds` divides what is no test part: one fold is the validation part of a run, and the others are trained on. A share for `train` or `valid` would have no meaning beside it.',
    remedy: 'Leave the share out; `test` may have one.',
    patch: `
  data D {
    source = shapes(10)
    field label: class[4]
-   split { folds = 5  «valid = 10%» }
+   split { folds = 5 }
    prepare { Rescaling(1/255) }
  }
  model M {
    input image: float32[32, 32, 1]
    Flatten
    output label: Dense(4, activation=softmax)
  }
  train M on D {
    batch = 2
    objective label { loss = sparse_categorical_crossentropy }
    phase main { epochs = 1  optimizer = Adam }
  }
`,
  },
};

import type { Explanations } from '../../../grammar/explanation.ts';

/** 3xx and 47x: steps of `prepare` and `augment`. */
export const preparationExplanations: Explanations = {
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
    rule: 'Steps that change values keep pixels within a range, and what `RandomBrightness` adds is a fraction of it. Files have pixels of 0 to 255, and `prepare` makes another range of them; Keras cannot know it and takes 0 to 255 unless it is told, here it is known.',
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
    rule: '`RandomGrayscale`, `RandomHue` and `RandomSaturation` mix red, green and blue; a picture of one channel has none.',
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
  CNN320: {
    title: 'pictures are both cropped and given margins',
    rule: 'A picture whose proportions are others than those wanted is stretched, or its middle is taken (`crop_to_aspect_ratio`), or it is whole between margins (`pad_to_aspect_ratio`, a letterbox). It cannot be both of the latter.',
    remedy: 'Write one of the two.',
    patch: `
  data D {
    source = shapes(10)
    field label: class[4]
-   prepare { «Resizing»(8, 8, crop_to_aspect_ratio=true, pad_to_aspect_ratio=true)  Rescaling(1/255) }
+   prepare { Resizing(8, 8, pad_to_aspect_ratio=true)  Rescaling(1/255) }
  }
  model M {
    input image: float32[8, 8, 1]
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

import type { Explanations } from '../../../grammar/explanation.ts';

/** 36x: parameters of steps of `augment`. */
export const augmentationExplanations: Explanations = {
  CNN360: {
    title: 'an augmentation counts pixels from 0 up',
    rule: '`RandomInvert` and `RandomSaturation` compute as Keras does, from 0 as the darkest value. Where `prepare` makes pixels −1 to 1, what they give would lie outside of that range or have other colours.',
    remedy: 'Let `prepare` make pixels 0 to 1, or leave the step out.',
    patch: `
  data D {
    source = shapes(10)
    field label: class[4]
-   prepare { Rescaling(1/127.5, offset=-1) }
+   prepare { Rescaling(1/255) }
    augment { «RandomInvert» }
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
  CNN361: {
    title: 'a blur over an even number of pixels',
    rule: 'A pixel becomes a mean of those about it: it lies in their middle only where their number is odd.',
    remedy: 'Write an odd number.',
    patch: `
  data D {
    source = shapes(10)
    field label: class[4]
    prepare { Rescaling(1/255) }
-   augment { RandomGaussianBlur(«kernel_size=4») }
+   augment { RandomGaussianBlur(kernel_size=5) }
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
  CNN362: {
    title: 'a colour has another number of channels than the pictures',
    rule: 'A colour has a value for each channel of the pictures, or one for all.',
    remedy: 'Give one value, or as many as there are channels.',
    patch: `
  data D {
    source = shapes(10)
    field label: class[4]
    prepare { Rescaling(1/255) }
-   augment { RandomErasing(«fill_value=[0.5, 0.5, 0.5]») }
+   augment { RandomErasing(fill_value=0.5) }
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
  CNN363: {
    title: 'examples are mixed that cannot be',
    rule: 'A mixture of two classes is learnt: the loss counts each by its share. A box, a list of objects, a mask or a second picture of a mixture is not one of either.',
    remedy: 'Leave the step out, or the field.',
    patch: `
  data D {
    source = shapes(10)
    field label: class[4]
    field where: box[center]
    prepare { Rescaling(1/255) }
-   augment { «MixUp» }
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
  CNN364: {
    title: 'a step that mixes batches is not the last one, or not the only one',
    rule: '`MixUp` and `CutMix` mix the examples of a batch once each has been changed for itself. What is mixed has two classes; mixed again it would have more.',
    remedy: 'Write it at the end, and one of them.',
    patch: `
  data D {
    source = shapes(10)
    field label: class[4]
    prepare { Rescaling(1/255) }
-   augment { «MixUp»  RandomFlip }
+   augment { RandomFlip  MixUp }
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

import type { Explanations } from '../../../grammar/explanation.ts';

/** CNN223 to CNN226, CNN434: sizes that only the run knows. */
export const symbolicExplanations: Explanations = {
  CNN223: {
    title: 'a weight would depend on a symbolic size',
    rule: 'Weights are the same for every image, so their sizes are numbers. `Dense` behind a `Flatten` has a number for every pixel, of which `?h` does not say how many there are.',
    remedy:
      'Use what looks at every position alike: `GlobalAveragePooling2D` in place of `Flatten`, `PReLU(shared_axes=[1, 2])`; or give the input a number for the size.',
    patch: `
  model M {
    input image: float32[?h, ?w, 3]
-   Flatten
+   GlobalAveragePooling2D
    «Dense(10)»
  }
`,
  },
  CNN224: {
    title: 'a symbolic size where a number must be known',
    rule: 'Loops, conditions and parameters are expanded before anything runs. A symbolic size such as `?h` is known only when a run starts; it may stand in shapes (`Reshape([h * w, 3])`) and in `require`, and decides an `if` only where the answer is the same for all sizes.',
    remedy: 'Give the input a number for the size, or do without it.',
    patch: `
  model M {
-   input image: float32[?h, 28, 3]
-   repeat «h» { Conv2D(4, 1) }
+   input image: float32[28, 28, 3]
+   repeat 28 { Conv2D(4, 1) }
    GlobalAveragePooling2D
  }
`,
  },
  CNN225: {
    title: 'a layer fits only for some sizes',
    rule: 'What holds for some sizes and not for others is checked when the sizes are known: at the train block where the data says them, else when the run starts. `cnnc summary` lists it under `needs`. A pooling rounds down, so that an enlargement behind it gives another size than an odd one before.',
    remedy:
      'Say it with `require`, in your own words: it is then told to who brings other sizes, and what follows from it is proved.',
    patch: `
  model M {
    input image: float32[?h, ?w, 3]
+   require h % 2 == 0 and w % 2 == 0 : "height and width are even"
    MaxPool2D
    UpSampling2D
    «Concatenate(with=image)»
    Conv2D(1, 1)
  }
`,
  },
  CNN226: {
    title: 'a symbolic size is not divided without a rest',
    rule: '`/` divides exactly, and a size is a whole number: half of `?h` is one only where h is even.',
    remedy: 'Divide with `//`, which rounds down, or `require` that it divides.',
    patch: `
  model M {
    input image: float32[?h, ?w, 3]
-   Reshape([«h / 2», 2, w, 3])
+   require h % 2 == 0 : "the height is even"
+   Reshape([h / 2, 2, w, 3])
    GlobalAveragePooling3D
  }
`,
  },
  CNN434: {
    title: 'the model does not fit the sizes of the data',
    rule: 'A model of symbolic sizes (`?h`) is trained with those of its data: as the field declares them, or as `Resizing` makes them. They meet every `require` of the model, and every layer fits them.',
    remedy: 'Resize to sizes that fit.',
    patch: `
  data D {
    source = shapes(10, size=30)
    field label: class[4]
+   prepare { Resizing(32, 32)  Rescaling(1/255) }
  }
  model M {
    input image: float32[?h, ?w, 1]
    require h % 4 == 0 : "the height {h} is no multiple of 4"
    GlobalAveragePooling2D
    output label: Dense(4, activation=softmax)
  }
  train M on «D» {
    batch = 2
    objective label { loss = sparse_categorical_crossentropy }
    phase main { epochs = 1  optimizer = Adam }
  }
`,
  },
};

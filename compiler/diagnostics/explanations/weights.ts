import type { Explanations } from '../../../grammar/explanation.ts';

/** CNN440 to CNN444, and CNN180: ready-made weights. */
export const weightExplanations: Explanations = {
  CNN440: {
    title: 'the model declares no such weights',
    rule: '`weights=` of a model’s application takes `none`, the path of a file in quotes, or the name of a set that the model itself declares.',
    remedy: 'Correct the spelling; the message lists the sets.',
    patch: `
  import { MobileNet } from "cnn:applications"
  model M {
    input image: float32[128, 128, 3]
-   MobileNet(include_top=false, weights=«imagnet»)
+   MobileNet(include_top=false, weights=imagenet)
    GlobalAveragePooling2D
    output label: Dense(4)
  }
`,
  },
  CNN441: {
    title: 'this is no file of weights',
    rule: 'Weights are read from `.safetensors` files, from the folder of a run, which holds one, from Keras’s `.h5`, `.weights.h5` and `.keras` files, and from a `model.json` of TensorFlow.js with the files beside it.',
    remedy: 'Name such a file, relative to the `.cnn` file.',
    patch: `
  import { MobileNet } from "cnn:applications"
  model M {
    input image: float32[128, 128, 3]
-   MobileNet(include_top=false, weights=«"mobilenet.zip"»)
+   MobileNet(include_top=false, weights="mobilenet.h5")
    GlobalAveragePooling2D
    output label: Dense(4)
  }
`,
  },
  CNN442: {
    title: 'a set of weights has no address',
    rule: 'A set that a model declares is fetched once, checked and kept, so that it needs the address of a file: `https://host/path`. A file beside the `.cnn` file is named where the model is applied instead.',
    remedy: 'Write the address, or apply the model with `weights="path"`.',
    patch: `
  model M {
-   weights mine = «"mine.h5"»
+   weights mine = "https://example.org/mine.h5"
    input image: float32[8, 8, 3]
    Flatten
    output label: Dense(4)
  }
`,
  },
  CNN180: {
    title: 'the address of a set of weights is a wrong one',
    rule: 'An address is `https://host/path`, with a port of 1 to 65535 behind the host where it is another than usual. It has no blanks, no user name and no password, which would lie readable in the file.',
    remedy: 'Correct what the message names.',
    patch: `
  model M {
-   weights mine = «"https://example.org:99999/mine.h5"»
+   weights mine = "https://example.org:9999/mine.h5"
    input image: float32[8, 8, 3]
    Flatten
    output label: Dense(4)
  }
`,
  },
  CNN443: {
    title: '`weights` of what is no model',
    rule: 'Only an application of a model takes `weights`: a file of weights belongs to a model as a whole, and an alias applies nothing yet.',
    remedy: 'Give them where the model is applied.',
    patch: `
  import { MobileNet } from "cnn:applications"
- layer Base = MobileNet(include_top=false, «weights=imagenet»)
+ layer Base = MobileNet(include_top=false)
  model M {
    input image: float32[128, 128, 3]
-   Base
+   Base(weights=imagenet)
    GlobalAveragePooling2D
    output label: Dense(4)
  }
`,
  },
  CNN444: {
    title: 'the data has other pixels than the weights were trained on',
    rule: 'Weights know pixels of one range. Fed with another, they see pictures that are far too dark or bright: nothing fails, and the model learns little.',
    remedy:
      'Rescale as the message says; `cnn:applications` has `CaffePreprocessing` and `TorchPreprocessing` for what `Rescaling` cannot do.',
    patch: `
  import { MobileNet } from "cnn:applications"
  model M {
    input image: float32[128, 128, 3]
    base: MobileNet(include_top=false, pooling=avg, «weights=imagenet»)
    output label: Dense(4, activation=softmax)
  }
  data D {
    source = folder("pictures")
    field label: class[4]
-   prepare { Resizing(128, 128)  Rescaling(1/255) }
+   prepare { Resizing(128, 128)  Rescaling(1/127.5, offset=-1) }
  }
  train M on D {
    batch = 8
    objective label { loss = sparse_categorical_crossentropy }
    phase main { freeze base  epochs = 1  optimizer = Adam }
  }
`,
  },
};

import type { Explanations } from '../../../grammar/explanation.ts';

/** 3xx: fields of data, and what its source brings for them. */
export const fieldExplanations: Explanations = {
  CNN306: {
    title: 'there is no such type of field',
    rule: 'A field is a class (`class[n]`), any of several (`classes[n]`), a box (`box[center]`, `box[corners]`), a list of boxes (`boxes[20, n]`), a class for each pixel (`mask[n]`) or numbers (`float32[…]`, `uint8[…]`, `int32[…]`).',
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
  CNN319: {
    title: 'a list of boxes has less room than there are objects',
    rule: 'A field of boxes has so many rows in every example. Of a picture with more objects the largest are kept, and the model never learns of the others.',
    remedy: 'Give the field as many rows as a picture has objects.',
    patch: `
  data D {
    source = shapes(10, objects=[0, 6])
-   field «objects»: boxes[4, 4]
+   field objects: boxes[6, 4]
    prepare { Rescaling(1/255) }
  }
  block Corners {
    input target: float32
    input prediction: float32
    from target
    Subtract(with=prediction)
    Square
  }
  model M {
    input image: float32[32, 32, 1]
    Flatten
-   Dense(20)
+   Dense(30)
-   output objects: Reshape([4, 5])
+   output objects: Reshape([6, 5])
  }
  train M on D {
    batch = 2
    objective objects { loss = Corners }
    phase main { epochs = 1  optimizer = Adam }
  }
`,
  },
  CNN310: {
    title: 'the source brings nothing for this field',
    rule: '`idx`, `cifar`, `npz`, `tar` and `folder` bring an image and one class, `shapes` a box too, or with `objects=` a list of boxes as `coco`, `voc` and `yolo` do, `csv` numbers of its columns. A field beside them would stay empty.',
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
  CNN321: {
    title: 'an output has no x and y of each point',
    rule: 'A field `keypoints[n]` is compared with n pairs of numbers, x and y in fractions of the prepared picture: [n, 2], or 2 · n in a row.',
    remedy: 'Let the last layer give two numbers for each point.',
    patch: `
  import { KeypointsLoss } from "cnn:losses"
  data D {
    source = csv("faces.csv")
    field points: keypoints[5]
    prepare { Resizing(8, 8)  Rescaling(1/255) }
  }
  model M {
    input image: float32[8, 8, 3]
    Flatten
-   output points: Dense(5)
+   output points: Dense(10)
  }
  train M on D {
    batch = 2
    objective points { loss = «KeypointsLoss» }
    phase main { epochs = 1  optimizer = Adam }
  }
`,
  },
};

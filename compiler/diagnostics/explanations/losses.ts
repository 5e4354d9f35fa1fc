import type { Explanations } from '../../../grammar/explanation.ts';

/** CNN430 to CNN433, CNN479, CNN485, CNN486: losses that are written as blocks. */
export const lossExplanations: Explanations = {
  CNN430: {
    title: 'this is not a loss',
    rule: 'A block is a loss where it has the inputs `target` and `prediction`, no others, and gives one tensor that both of them count in.',
    remedy: 'Give it both inputs, in either order.',
    patch: `
  block Far {
-   input x: [?n]
-   Square
+   input target: [?n]
+   input prediction: [n]
+   Subtract(with=target)
+   Square
  }
  data D { source = shapes(10)  field box: box[center]  prepare { Rescaling(1/255) } }
  model M {
    input image: float32[32, 32, 1]
    Flatten
    output box: Dense(4)
  }
  train M on D {
    batch = 2
-   objective box { loss = «Far» }
+   objective box { loss = Far }
    phase main { epochs = 1  optimizer = Adam }
  }
`,
  },
  CNN431: {
    title: 'a loss contains what cannot be in one',
    rule: 'A loss only compares: nothing in it is trained, and it gives the same number for the same batch. Weights in it would be moved to make it small whatever the model predicts, and noise would hide whether the model learns.',
    remedy: 'Make it of layers without weights; a part that is to be trained belongs into the model.',
    patch: `
  block Far {
    input target: [?n]
    input prediction: [n]
    Subtract(with=target)
-   «Dense(4)»
    Square
  }
  data D { source = shapes(10)  field box: box[center]  prepare { Rescaling(1/255) } }
  model M {
    input image: float32[32, 32, 1]
    Flatten
    output box: Dense(4)
  }
  train M on D {
    batch = 2
    objective box { loss = Far }
    phase main { epochs = 1  optimizer = Adam }
  }
`,
  },
  CNN433: {
    title: 'the target has another shape than the prediction',
    rule: 'A loss whose inputs have no sizes compares number by number, so that both must have one shape: repeated silently, one number would be compared with all of the others.',
    remedy:
      'Make the output as large as its target, or declare sizes for the inputs of the loss (`input target: [?h, ?w, 1]`).',
    patch: `
  block Far {
    input target: float32
    input prediction: float32
    Subtract(with=target)
    Square
  }
  data D { source = shapes(10)  field box: box[center]  prepare { Rescaling(1/255) } }
  model M {
    input image: float32[32, 32, 1]
    Flatten
-   output box: Dense(1)
+   output box: Dense(4)
  }
  train M on D {
    batch = 2
-   objective box { loss = «Far» }
+   objective box { loss = Far }
    phase main { epochs = 1  optimizer = Adam }
  }
`,
  },
  CNN479: {
    title: 'a loss reads boxes in another way than they are given',
    rule: 'Four numbers may be a centre, a width and a height, or two corners. A loss with a `box_format` takes its target and the prediction for what that says, and the field says what they are.',
    remedy: 'Give the loss the format of the field.',
    patch: `
  import { GIoU } from "cnn:losses"
  data D { source = shapes(10)  field box: box[corners]  prepare { Rescaling(1/255) } }
  model M {
    input image: float32[32, 32, 1]
    Flatten
    output box: Dense(4)
  }
  train M on D {
    batch = 2
-   objective box { loss = «GIoU» }
+   objective box { loss = GIoU(box_format=corners) }
    phase main { epochs = 1  optimizer = Adam }
  }
`,
  },
  CNN485: {
    title: 'a loss of detection is given no rows of `Detections`',
    rule: 'A loss of `cnn:detection` reads of each cell of a map where it lies, what size it has and which objects its level is for. Rows that `Detections` makes of the maps of all levels have that beside what the maps say.',
    remedy: 'End the model with `Detections` over the maps of its levels, the finest first.',
    patch: `
  import { FCOSHead, FCOSLoss } from "cnn:detection"
  data D { source = shapes(10, objects=3)  field objects: boxes[3, 4]  prepare { Rescaling(1/255) } }
  model M {
    input image: float32[32, 32, 1]
    MaxPool2D(4)
    Conv2D(8, 3, padding=same)
-   output objects: FCOSHead(4)
+   FCOSHead(4)
+   output objects: Detections
  }
  train M on D {
    batch = 2
-   objective objects { loss = «FCOSLoss» }
+   objective objects { loss = FCOSLoss }
    phase main { epochs = 1  optimizer = Adam }
  }
`,
  },
  CNN486: {
    title: 'a detector tells another number of classes apart',
    rule: 'Each level’s map has four distances, a centreness and a logit for each class of the field of boxes: 5 + classes channels.',
    remedy: 'Give the head as many classes as the field has.',
    patch: `
  import { FCOSHead, FCOSLoss } from "cnn:detection"
  data D { source = shapes(10, objects=3)  field objects: boxes[3, 4]  prepare { Rescaling(1/255) } }
  model M {
    input image: float32[32, 32, 1]
    MaxPool2D(4)
    Conv2D(8, 3, padding=same)
-   FCOSHead(3)
-   output objects: «Detections»
+   FCOSHead(4)
+   output objects: Detections
  }
  train M on D {
    batch = 2
    objective objects { loss = FCOSLoss }
    phase main { epochs = 1  optimizer = Adam }
  }
`,
  },
};

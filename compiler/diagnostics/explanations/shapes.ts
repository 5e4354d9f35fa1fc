import type { Explanations } from '../../../grammar/explanation.ts';

/** CNN201 to CNN212 and CNN228: inputs, outputs and sizes. */
export const shapeExplanations: Explanations = {
  CNN229: {
    title: 'an initialiser of matrices for what is none',
    rule: '`orthogonal` makes rows or columns at right angles to each other, of two axes or more (all but the last are the rows); `identity` is a diagonal, of exactly two. A bias is one row of numbers.',
    remedy: 'Take another initialiser for it.',
    patch: `
  model M {
    input x: float32[8]
-   «Dense(4, bias_initializer=orthogonal)»
+   Dense(4, kernel_initializer=orthogonal)
  }
`,
  },
  CNN228: {
    title: 'an activation that halves the last axis',
    rule: '`glu` lets the first half of the last axis through, as far as the second half says. A layer whose `filters` or `units` say how many values it makes would make half as many; Keras then counts wrong.',
    remedy: 'Apply it as a layer, behind one that makes twice as many values.',
    patch: `
  model M {
    input x: float32[8]
-   Dense(8, activation=«glu»)
+   Dense(8)
+   Activation(glu)
  }
`,
  },
  CNN201: {
    title: 'the model begins without an input',
    rule: 'Every shape is inferred from the first one, which nothing but `input` can give. The batch axis is never written.',
    remedy: 'Begin it with `input image: float32[height, width, channels]`.',
    patch: `
  model M {
+   input x: float32[8]
    «Dense(4)»
  }
`,
  },
  CNN202: {
    title: 'an input needs its sizes',
    rule: 'All shapes follow from those of the input, without the batch: 28 rows of 28 grey pixels are `float32[28, 28, 1]`.',
    remedy: 'Write them after the type.',
    patch: `
  model M {
-   input x: «float32»
+   input x: float32[8]
    Dense(4)
  }
`,
  },
  CNN203: {
    title: 'merged tensors differ in their shapes',
    rule: '`Add` and its like go element by element, so sizes agree or are 1; `Concatenate` joins along one axis, so all other sizes agree. A convolution with `padding=valid` and a kernel of 3 takes 2 from height and width: [8, 8, 4] becomes [6, 6, 4], which has no counterpart for the border.',
    remedy:
      'Give both the same shape: `padding=same`, equal strides and filters, or a projection (`Conv2D(filters, 1, strides=…)`) on one side.',
    patch: `
  model M {
    input image: float32[8, 8, 4]
-   Conv2D(4, 3)
+   Conv2D(4, 3, padding=same)
    «Add(with=image)»
  }
`,
  },
  CNN204: {
    title: 'there is no such type of elements',
    rule: 'A tensor is of `float32`; the types of fields are `class`, `box`, `float32`, `uint8` and `int32`.',
    remedy: 'Correct the spelling.',
    patch: `
  model M {
-   input x: «flaot32»[8]
+   input x: float32[8]
    Dense(4)
  }
`,
  },
  CNN205: {
    title: 'a size must be a whole number of at least 1',
    rule: 'A tensor with a size of 0 has no elements, and one of 3.5 does not exist.',
    remedy: 'Write a whole number; `//` divides and rounds down.',
    patch: `
  model M {
-   input image: float32[«7 / 2», 8, 1]
+   input image: float32[7 // 2, 8, 1]
    Flatten
  }
`,
  },
  CNN206: {
    title: 'the layer cannot be applied to this shape',
    rule: 'The layer’s own rule is broken; the message shows the sizes. A window without padding fits ⌊(size − window) / stride⌋ + 1 times: a kernel of 9 on 7 pixels gives ⌊(7 − 9) / 1⌋ + 1 = −1, and a size is at least 1. Groups divide the channels, and a reshape keeps the number of elements.',
    remedy: 'Change the parameter, or the layers above that made the shape.',
    patch: `
  model M {
    input image: float32[7, 7, 1]
-   Conv2D(4, «9»)
+   Conv2D(4, 3)
  }
`,
  },
  CNN207: {
    title: 'the layer needs a tensor of another rank',
    rule: 'A convolution in two dimensions goes over height, width and channels, so it needs three sizes (the batch is not counted); a flat tensor has one.',
    remedy: 'Move the layer above the `Flatten`, or make the sizes with `Reshape`.',
    patch: `
  model M {
    input image: float32[8, 8, 1]
-   Flatten
    «Conv2D(4, 3)»
+   Flatten
  }
`,
  },
  CNN208: {
    title: 'a tensor is too large',
    rule: 'The elements of a tensor are the product of its sizes. Beyond 2⁵³ they cannot even be counted exactly, and no memory holds them: 10⁶ inputs times 10⁸ units are 10¹⁴ weights.',
    remedy: 'Make a size smaller; `GlobalAveragePooling2D` instead of `Flatten` often does.',
    patch: `
  model M {
-   input x: «float32[1152921504606846976]»
+   input x: float32[1024]
    Dense(4)
  }
`,
  },
  CNN209: {
    title: 'there is no such axis',
    rule: 'Axes are counted as in Keras: 0 is the batch and cannot be named, 1 is the first size that is written, −1 the last. A tensor of two sizes has the axes 1, 2, −1 and −2.',
    remedy: 'Choose one of them.',
    patch: `
  model M {
    input x: float32[4, 5]
-   Softmax(«axis=3»)
+   Softmax(axis=2)
  }
`,
  },
  CNN210: {
    title: 'a dense layer is applied at every position',
    rule: 'Keras applies `Dense` to the last axis alone: on [8, 8, 4] it makes the same small layer at each of 64 places, which is a convolution of kernel 1 and rarely what was meant.',
    remedy:
      'Put a `Flatten` or `GlobalAveragePooling2D` before it; if you meant it, `Conv2D(units, 1)` says so.',
    patch: `
  model M {
    input image: float32[8, 8, 4]
+   Flatten
    «Dense(10)»
  }
`,
  },
  CNN211: {
    title: 'the output is already there',
    rule: 'Outputs are told apart by their names: objectives and predictions use them.',
    remedy: 'Choose another name.',
    patch: `
  model M {
    input x: float32[8]
    output mean: Dense(2)
-   output «mean»: Dense(2)
+   output deviation: Dense(2)
  }
`,
  },
  CNN212: {
    title: 'the batch axis is never written',
    rule: 'Every tensor has a batch axis in front, which belongs to the run: shapes leave it out. A pasted leading `None` is that axis.',
    remedy: 'Remove it.',
    patch: `
  model M {
-   input image: float32[«none», 28, 28, 1]
+   input image: float32[28, 28, 1]
    Flatten
  }
`,
  },
};

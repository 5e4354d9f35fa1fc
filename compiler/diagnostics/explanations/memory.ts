import type { Explanations } from '../../../grammar/explanation.ts';

/** 5xx: memory. */
export const memoryExplanations: Explanations = {
  CNN501: {
    title: 'a phase needs more memory than its budget',
    rule: 'The bytes that are alive at each step of the training are known before it runs: weights, their slots and gradients, and for each example of the batch the activations that the backward pass still needs. The peak is α + β · batch, so the largest batch that fits is ⌊(budget − α) / β⌋.',
    remedy:
      'Take what the message offers: a smaller batch; several that make one update (`accumulate`), whose numbers stay those of the large batch but for `BatchNormalization`; or `recompute = auto`, which changes no number and costs arithmetic. Else a smaller network or a larger budget. The notes name what is alive at the peak.',
    patch: `
  data D { source = shapes(10)  field label: class[4]  prepare { Rescaling(1/255) } }
  model M {
    input image: float32[32, 32, 1]
    Flatten
    output label: Dense(4, activation=softmax)
  }
  train M on D {
    batch = 64
-   memory = «64 KiB»
+   memory = 1 MiB
    objective label { loss = sparse_categorical_crossentropy }
    phase main { epochs = 1  optimizer = Adam }
  }
`,
  },
};

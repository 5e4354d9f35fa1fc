import type { Explanations } from '../../../grammar/explanation.ts';

/** CNN213 to CNN222: bodies, merges and blocks. */
export const bodyExplanations: Explanations = {
  CNN213: {
    title: 'a statement stands in the wrong body',
    rule: 'Inputs and outputs belong to a model or block as a whole, so they stand directly in its body, not in a group, loop or branch; a `path` is a branch of `parallel`.',
    remedy: 'Move it.',
    patch: `
  model M {
    input x: float32[8]
-   residual { «output label: Dense(8)» }
+   residual { Dense(8) }
+   output label: Dense(8)
  }
`,
  },
  CNN214: {
    title: '`Add` repeats sizes of 1',
    rule: 'A size of 1 is repeated to match the other: [1, 1, 4] + [8, 8, 4] adds the same four numbers at all 64 places. With `Multiply` that is a common gate, with `Add` rarely meant.',
    remedy: 'Give both the same shape, or multiply.',
    patch: `
  model M {
    input image: float32[8, 8, 4]
    GlobalAveragePooling2D(keepdims=true)
-   «Add(with=image)»
+   Multiply(with=image)
  }
`,
  },
  CNN215: {
    title: 'a merge gets only the current tensor',
    rule: '`Add`, `Concatenate` and their like take the current tensor first, then those named by `with=`. With one there is nothing to merge.',
    remedy: 'Name the others: `Add(with=label)`.',
    patch: `
  model M {
    input x: float32[8]
    Dense(8)
-   «Add»
+   Add(with=x)
  }
`,
  },
  CNN216: {
    title: '`parallel` has no path',
    rule: '`parallel` merges what its paths make of the current tensor, so there is at least one. An empty path is the tensor itself.',
    remedy: 'Write `path { … }` for each branch.',
    patch: `
  model M {
    input x: float32[8]
-   parallel «Add» { }
+   parallel Add { path { Dense(8) } path { } }
  }
`,
  },
  CNN217: {
    title: 'the layer takes one tensor and cannot merge several',
    rule: 'What stands behind `parallel` merges the results of its paths.',
    remedy: 'Merge with `Concatenate`, `Add` or another merge, and put the layer behind it.',
    patch: `
  model M {
    input x: float32[8]
-   parallel «Dense(4)» { path { Dense(8) } path { } }
+   parallel Concatenate { path { Dense(8) } path { } }
+   Dense(4)
  }
`,
  },
  CNN218: {
    title: 'several outputs are used by name only',
    rule: 'What has several outputs gives no one tensor to go on from.',
    remedy: 'Label it, and go on from the one you mean: `from heads.mean`.',
    patch: `
  block Heads {
    output mean: Dense(2)
    output deviation: Dense(2)
  }
  model M {
    input x: float32[8]
-   Heads
+   heads: Heads
+   from heads.mean
+   Concatenate(with=heads.deviation)
    «Dense(4)»
  }
`,
  },
  CNN219: {
    title: 'weights cannot be shared here',
    rule: '`reuse` applies the very weights of a label again, so their shapes have to be the same: a `Dense(4)` after 8 values has a kernel of [8, 4], after 4 values one of [4, 4].',
    remedy: 'Bring the input to the same shape, or apply the layer anew.',
    patch: `
  model M {
    input x: float32[8]
    tower: Dense(4)
-   «reuse tower»
+   Dense(4)
+   Add(with=tower)
  }
`,
  },
  CNN220: {
    title: 'an input of a block or model gets another shape',
    rule: 'An input with sizes is a contract: a number or a name equals the size that comes, `?n` takes any and gives it the name.',
    remedy: 'Change what comes, or the sizes that the block writes.',
    patch: `
  block Quadratic {
-   input x: [?n, n]
+   input x: [?n, ?m]
+   require n * m > 0
    Flatten
  }
  model M {
    input image: float32[8, 4]
    «Quadratic»
  }
`,
  },
  CNN221: {
    title: 'an input cannot be applied again',
    rule: '`reuse` applies layers again; an input has none.',
    remedy: 'Go on from it with `from`.',
    patch: `
  model M {
    input x: float32[8]
    output a: Dense(8)
-   reuse «x»
+   from x
    output b: Dense(4)
  }
`,
  },
  CNN222: {
    title: 'only paths stand directly in `parallel`',
    rule: 'Every path begins with the same tensor; a layer outside of them would belong to none.',
    remedy: 'Put it into a path, or before the `parallel`.',
    patch: `
  model M {
    input x: float32[8]
-   parallel Add { «Dense(8)» path { } }
+   parallel Add { path { Dense(8) } path { } }
  }
`,
  },
};

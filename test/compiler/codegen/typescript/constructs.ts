/** Specs of which each has a construct in a place where a module could say something else than the spec does. */
export const constructs: Readonly<Record<string, string>> = {
  'the named input of a block': `import { SqueezeExcite } from "cnn:layers"
block Sum { input a: [?h, ?w, ?c]  Conv2D(c, 1)  Add(with=a) }
block Two(k = 2) { input a: [?h, ?w, ?c]  input b: [?h2, ?w2, c]  from b  Resizing(8, 8)  Add(with=a)  Conv2D(c * k, 1) }
model Net {
  input image: float32[8, 8, 4]
  Sum
  SqueezeExcite
  large: ReLU
  small: MaxPool2D
  from large
  Two(b=small)
  output label: GlobalAveragePooling2D
}`,
  'aliases of aliases': `layer Pointwise = Conv2D(kernel_size=1, activation=relu)
layer Plain = Pointwise(use_bias=false)
layer Same = Plain
layer Three = Same(filters=3)
layer Penalized = Three(activity_regularizer=l2)
layer Linear = Penalized(activity_regularizer=L2(0.1), activation=none)
layer Pool = MaxPool2D
layer Pool2 = Pool(2)
layer Join = Concatenate
layer JoinLast = Join(axis=-1)
block Unit(n, act = relu, k = 3) { Conv2D(n, k, activation=act, padding=same) }
layer Tanh = Unit(act=tanh)
layer Small = Tanh(k=1)
layer Small3 = Small(n=3)
model Net {
  input image: float32[8, 8, 3]
  Plain(4)
  Same(4, 1)
  Pointwise(2)
  Three
  Three(4)
  Three(activity_regularizer=l2)
  Penalized(activity_regularizer=L2(0.5))
  Linear
  side: Small3
  Tanh(2)
  JoinLast(with=side)
  Pool2
  Small3(k=2)
  output label: Flatten
}`,
  'plain and general uses of one kind': `model Net {
  input image: float32[8, 8, 4]
  Conv2D(4, 3)
  Conv2D(4, 3, groups=2, padding=same)
  ReLU
  ReLU(negative_slope=0.1)
  AveragePooling2D(2, strides=1)
  AveragePooling2D(2, strides=1, padding=same)
  Dropout(0.5)
  Dropout(0.5, noise_shape=[1, 1, 4])
  Flatten
  output label: Dense(3, activation=softmax)
}
data Pictures {
  source = shapes(count=40, size=8, channels=4, classes=3)
  field label: class[3]
}
train Net on Pictures {
  batch = 4
  objective label { loss = sparse_categorical_crossentropy }
  phase a { epochs = 1  optimizer = RMSprop(learning_rate=0.1) }
  phase b { epochs = 1  optimizer = RMSprop(centered=true) }
  phase c { epochs = 1  optimizer = Adam(amsgrad=true) }
  phase d { epochs = 1  optimizer = Adam }
}`,
  'a model with inputs and outputs of all names that is made, applied and applied again': `model Inner(n = 3) {
  input x: float32[8, 8, 3]
  c: Conv2D(n, 3)
  m: { BatchNormalization  ReLU }
  output mean: GlobalAveragePooling2D
  output mx: GlobalMaxPooling2D
}
model Outer(k = 4) {
  input __proto__: float32[8, 8, 3]
  encoder: Inner(n=k)
  from encoder.mean
  d: Dense(3)
  from encoder.mx
  Dense(3)
  Add(with=d)
  from encoder.m
  GlobalAveragePooling2D
  Dense(3)
  Add(with=d)
  from __proto__
  ReLU
  twin: reuse encoder
  from twin.mean
  output o: Dense(2)
}`,
  'labels with values in them, in groups in loops': `model Net(n = 3) {
  input image: float32[8, 8, 4]
  for f in [4, 4] as i {
    stage: {
      for g in [1, 2] as j { c: Conv2D(4, g, padding=same)  "d{j}": Conv2D(4, 1) }
      from c[0]
      inner: { for g in [1] as k { "e{k}": Conv2D(4, 1) }  Add(with=e0) }
      Add(with=[c[1], d1])
    }
  }
  from stage[0].c[1]
  Add(with=[stage[1].d0, stage[1].c[0]])
  sh: Conv2D(4, 1)
  for (a, b) in [(1, 2), (3, 4)] { reuse sh }
  for a in [1, 2] { layer Unused = Conv2D(3)  reuse sh }
  repeat n { reuse sh  ReLU }
  repeat n as r { v: reuse sh }
  Add(with=[v[0], v[2]])
  output y: Flatten
}`,
  'parameters that are none, a list, or a word': `block Unit(n, act = relu, kernel = [3, 1], regularizer = none, dims = [2, 1, 3]) {
  Conv2D(n, kernel, activation=act, kernel_regularizer=regularizer, padding=same)
  Dense(n, activation=act, kernel_regularizer=regularizer)
  DepthwiseConv2D(kernel, activation=act, padding=same)
  Conv2D(n, kernel, activation=act, padding=same, groups=1, dilation_rate=kernel)
  BatchNormalization(beta_regularizer=regularizer)
  Permute(dims)
}
layer Tanh = Unit(act=tanh)
layer Small = Tanh(kernel=1)
model Net(m = 2, f = none, sizes = [3, 1], l = [], shape = [8, -1]) {
  input image: float32[8, 8, 4]
  Small(m, act=none, regularizer=l2)
  Unit(m, act=f)
  Conv2D(m, sizes, padding=same, activation=f)
  for q in l { Conv2D(q, 1) }
  Reshape(shape)
  output y: Flatten
}`,
  'labels that are called as what every object has': `model Net {
  input toString: float32[4]
  constructor: Dense(4)
  __proto__: { Dense(3)  valueOf: Dense(3) }
  repeat 2 { isPrototypeOf: { Dense(3)  valueOf: Dense(3) } }
  from isPrototypeOf[0].valueOf
  Add(with=isPrototypeOf[1])
  output hasOwnProperty: Dense(2)
}`,
  'axes in any order, counted from either end': `layer Both = LayerNormalization(axis=[-1, 1])
block Unit(axes = [-1, 1]) { RMSNormalization(axis=axes)  PReLU(shared_axes=axes) }
model Net {
  input image: float32[5, 6, 4]
  Both
  Both(axis=[2, 1])
  Unit
  Unit([1, 2])
  PReLU(shared_axes=-1)
  PReLU(shared_axes=none)
  output y: UnitNormalization(axis=[-1, 1])
}`,
  'what another model made in a round of a loop': `model Inner(__proto__ = 3) {
  input image: float32[8, 8, 3]
  for n in [3, 3] { c: Conv2D(n, 1)  Conv2D(__proto__, 1) }
  output o: Flatten
}
model Outer {
  input image: float32[8, 8, 3]
  b: Inner
  from b.c[0]
  Add(with=b.c[1])
  output y: Flatten
}`,
  'an output that is made for some parameters only': `block Last(top = true) {
  Conv2D(3, 1)
  if top { Flatten  output o: Dense(3) } else { ReLU  GlobalAveragePooling2D }
}
block Amid(top = true) {
  Dense(4)
  if top { output o: Dense(3) }
  Dense(3)
  ReLU
}
block Named(top = true) {
  Dense(4)
  if top { output o: Dense(3)  from o  Dense(2) }
  Dense(3)
}
model Net(whole = false) {
  input image: float32[6, 6, 3]
  a: Last
  from image
  b: Last(top=false)
  Amid
  c: Amid(top=false)
  Named(top=false)
  d: Named
  Add(with=[a, b, c])
  output y: Dense(2)
}
model Own(top = false, tall = true) {
  input image: float32[6, 6, 3]
  Conv2D(2, 3)
  if top { Flatten  output y: Dense(3) } else if tall { GlobalMaxPooling2D } else { ReLU }
}`,
};

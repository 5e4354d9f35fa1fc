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
};

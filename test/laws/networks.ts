/** Networks of many kinds of layers, each with a head `label` of three classes. */
export const networks = {
  mobile: `model Mobile {
    input x: float32[12, 12, 3]
    Conv2D(8, 3, strides=2, padding=same, use_bias=false)
    BatchNormalization
    ReLU(max_value=6)
    residual {
      DepthwiseConv2D(3, padding=same, depth_multiplier=2, use_bias=false)
      GroupNormalization(groups=4)
      PReLU(shared_axes=[1, 2])
      Conv2D(8, 1)
    }
    SeparableConv2D(12, 3, strides=2, padding=same)
    LayerNormalization
    gate: GlobalAveragePooling2D(keepdims=true)
    output label: { Multiply(with=gate) Flatten LeakyReLU Dense(3, activation=softmax) }
  }`,
  hourglass: `model Hourglass {
    input x: float32[8, 8, 2]
    fine: Conv2D(4, 3, padding=same, activation=relu)
    MaxPooling2D
    Conv2D(6, 3, padding=same, activation=elu)
    Conv2DTranspose(4, 3, strides=2, padding=same)
    Concatenate(with=fine)
    UpSampling2D(2, interpolation=bilinear)
    Cropping2D(2)
    ZeroPadding2D([[1, 0], [0, 1]])
    Resizing(6, 6)
    AveragePooling2D(2)
    Flatten
    output label: Dense(3, activation=softmax)
  }`,
  volume: `model Volume {
    input x: float32[4, 6, 6, 1]
    Conv3D(4, 3, padding=same, activation=relu)
    MaxPooling3D
    Conv3DTranspose(3, 2, strides=[1, 2, 2], activation=relu)
    GlobalAveragePooling3D
    output label: Dense(3, activation=softmax)
  }`,
  sequence: `model Sequence {
    input x: float32[16, 3]
    Conv1D(6, 3, padding=causal, activation=relu)
    RMSNormalization
    SeparableConv1D(8, 3, strides=2)
    MaxPooling1D
    DepthwiseConv1D(2)
    Permute([2, 1])
    Slice(1, 0, 6)
    ReduceMean(axis=2)
    output label: Dense(3, activation=softmax)
  }`,
};

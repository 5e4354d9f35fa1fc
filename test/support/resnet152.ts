/** ResNet-152 (He et al., 2015), strides on the 3×3 convolutions: 60,192,808 trainable parameters, as torchvision's. */
export const resnet152 = `layer Conv = Conv2D(padding=same, kernel_initializer=he_normal, use_bias=false)

block Bottleneck(filters, strides = 1, project = false) {
  residual {
    Conv(filters, 1)
    BatchNormalization
    ReLU
    Conv(filters, 3, strides=strides)
    BatchNormalization
    ReLU
    Conv(4 * filters, 1)
    BatchNormalization
  } skip when project {
    Conv(4 * filters, 1, strides=strides)
    BatchNormalization
  }
  ReLU
}

model ResNet152(classes = 1000) {
  input image: float32[224, 224, 3]
  Conv(64, kernel_size=7, strides=2)
  BatchNormalization
  ReLU
  MaxPool2D(3, strides=2, padding=same)
  for (filters, units) in [(64, 3), (128, 8), (256, 36), (512, 3)] as stage {
    repeat units as i {
      Bottleneck(filters, strides = if stage > 0 and i == 0 then 2 else 1, project = i == 0)
    }
  }
  GlobalAveragePooling2D
  output label: Dense(classes, activation=softmax)
}
`;

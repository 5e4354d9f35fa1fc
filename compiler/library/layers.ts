/** `cnn:layers`: layers that Keras has not, as blocks over primitive layers. */
export const layers = `## Max pooling over groups of channels.
block DepthPool(pool_size = 2) {
  input x: [?h, ?w, ?c]
  require c % pool_size == 0 : "channels {c} must be divisible by pool_size {pool_size}"
  Reshape([h, w, c // pool_size, pool_size])
  ReduceMax(axis=-1)
}

## Squeeze and excitation: channels weighed by what is in all of the image.
block SqueezeExcite(ratio = 16) {
  input x: [?h, ?w, ?c]
  GlobalAveragePooling2D(keepdims=true)
  Conv2D(max(c // ratio, 1), kernel_size=1, activation=relu)
  Conv2D(c, kernel_size=1, activation=sigmoid)
  Multiply(with=x)
}
`;

import keras
from keras import ops


@keras.saving.register_keras_serializable(package="parts")
class DepthwiseConv2D(keras.layers.DepthwiseConv2D):
    """Convolve each channel as a group, for which TensorFlow takes any strides."""

    def call(self, inputs):
        """Convolve as many groups as there are channels."""
        kernel = ops.reshape(self.kernel, (*self.kernel.shape[:2], 1, -1))
        outputs = ops.conv(
            inputs,
            kernel,
            strides=self.strides,
            padding=self.padding,
            dilation_rate=self.dilation_rate,
        )
        if self.bias is not None:
            outputs = ops.add(outputs, self.bias)
        return outputs if self.activation is None else self.activation(outputs)

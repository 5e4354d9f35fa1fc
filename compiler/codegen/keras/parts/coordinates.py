import keras
from keras import ops


@keras.saving.register_keras_serializable(package="parts")
class Coordinates(keras.layers.Layer):
    """Add two channels that say how far down and how far right a cell lies."""

    def call(self, inputs):
        """Put positions from -1 to 1 behind the channels."""
        height, width = inputs.shape[1:3]
        shape = (ops.shape(inputs)[0], height, width, 1)
        down = ops.reshape(positions(height), (1, height, 1, 1))
        right = ops.reshape(positions(width), (1, 1, width, 1))
        places = [ops.broadcast_to(each, shape) for each in (down, right)]
        return ops.concatenate([inputs, *places], axis=-1)

    def compute_output_shape(self, shape):
        """Give the shape with two more channels."""
        return (*shape[:-1], shape[-1] + 2)


def positions(count):
    """Give numbers from -1 to 1, or 0 alone."""
    return ops.linspace(-1.0, 1.0, count) if count > 1 else ops.zeros((1,))

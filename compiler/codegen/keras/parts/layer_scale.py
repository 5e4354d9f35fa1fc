import keras


@keras.saving.register_keras_serializable(package="parts")
class LayerScale(keras.layers.Layer):
    """Multiply each channel by a gamma that is trained and begins small."""

    def __init__(self, init_values, **options):
        super().__init__(**options)
        self.init_values = init_values

    def build(self, shape):
        """Make a gamma for each channel."""
        self.gamma = self.add_weight(
            name="gamma",
            shape=(shape[-1],),
            initializer=keras.initializers.Constant(self.init_values),
        )

    def call(self, inputs):
        """Scale the channels."""
        return inputs * self.gamma

    def get_config(self):
        """Give what the layer was told."""
        return {**super().get_config(), "init_values": self.init_values}

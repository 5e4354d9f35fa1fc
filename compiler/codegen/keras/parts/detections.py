import keras
from keras import ops


@keras.saving.register_keras_serializable(package="parts")
class Detections(keras.layers.Layer):
    """Make a row of each cell of the maps of levels, the finest first."""

    def __init__(self, reach=8, **options):
        self.told = {
            name: options.pop(name)
            for name in ("confidence_threshold", "iou_threshold", "max_detections")
            if name in options
        }
        super().__init__(**options)
        self.reach = reach

    def call(self, inputs):
        """Put boxes, what is known of each cell, and the logits side by side."""
        maps = inputs if isinstance(inputs, (list, tuple)) else [inputs]
        widths = [level.shape[2] for level in maps]
        finer = widths[:1] + widths[:-1]
        ratios = [b / a for a, b in zip(finer, widths, strict=True)]
        least = [0.0] + [self.reach * ratio for ratio in ratios[1:]]
        most = [self.reach] * (len(maps) - 1) + [1e6]
        rows = [
            level_rows(level, float(low), float(high))
            for level, low, high in zip(maps, least, most, strict=True)
        ]
        return ops.concatenate(rows, axis=1)

    def compute_output_shape(self, shape):
        """Give the number of all cells, and of the columns of a row."""
        shapes = shape if isinstance(shape[0], (list, tuple)) else [shape]
        cells = sum(height * width for _, height, width, _ in shapes)
        return (shapes[0][0], cells, shapes[0][-1] + 6)

    def get_config(self):
        """Give what the layer was told."""
        return {**super().get_config(), "reach": self.reach, **self.told}


def level_rows(level, least, most):
    """Give the rows of the cells of a map, from distances in cells."""
    height, width, channels = level.shape[1:]
    flat = ops.reshape(level, (-1, height * width, channels))
    right = (ops.arange(width, dtype="float32") + 0.5) / width
    down = (ops.arange(height, dtype="float32") + 0.5) / height
    places = ops.meshgrid(right, down)
    center = ops.reshape(ops.stack(places, axis=-1), (1, height * width, 2))
    cell = ops.convert_to_tensor([[[1 / width, 1 / height]]], dtype="float32")
    low = center - flat[..., :2] * cell
    high = center + flat[..., 2:4] * cell
    reach = ops.convert_to_tensor([[[least, most]]], dtype="float32")
    known = [each + ops.zeros_like(low) for each in (center, cell, reach)]
    return ops.concatenate([low, high, *known, flat[..., 4:]], axis=-1)

import keras
from keras import ops


class BoxIoU(keras.metrics.MeanMetricWrapper):
    """Intersection over union of boxes, given by `center` and size or by `corners`."""

    def __init__(self, box_format="center", decode=None, name="box_iou", **options):
        super().__init__(self.iou, name=name, **options)
        self.box_format = box_format
        self.decode = decode

    def iou(self, y_true, y_pred):
        """Give the intersection over union of each pair of boxes."""
        low, high = self.edges(y_true)
        other_low, other_high = self.edges(y_pred)
        shared = area(ops.maximum(low, other_low), ops.minimum(high, other_high))
        union = area(low, high) + area(other_low, other_high) - shared
        return shared / ops.maximum(union, 1e-7)

    def edges(self, boxes):
        """Give left and top, and right and bottom."""
        boxes = ops.cast(boxes, "float32")
        if self.decode is not None:
            boxes = self.decode(boxes)
        first, second = boxes[..., :2], boxes[..., 2:]
        if self.box_format == "corners":
            return first, second
        return first - second / 2, first + second / 2


def area(low, high):
    """Give the area between corners, 0 where they are in no order."""
    return ops.prod(ops.relu(high - low), axis=-1)

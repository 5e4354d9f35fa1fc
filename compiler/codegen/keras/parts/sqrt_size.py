from keras import ops


def sqrt_size(box):
    """Put the square roots of width and height in their place."""
    size = ops.sqrt(ops.maximum(box[..., 2:], 0))
    return ops.concatenate([box[..., :2], size], axis=-1)


def square_size(box):
    """Put width and height in the place of their square roots."""
    size = ops.square(ops.relu(box[..., 2:]))
    return ops.concatenate([box[..., :2], size], axis=-1)

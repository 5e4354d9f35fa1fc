from keras import ops


def same_rank(*tensors):
    """Give tensors as many axes, those that one lacks behind the batch's, of size 1."""
    rank = max(len(x.shape) for x in tensors)
    lacking = [tuple(range(1, 1 + rank - len(x.shape))) for x in tensors]
    return [
        ops.expand_dims(x, axes) if axes else x
        for x, axes in zip(tensors, lacking, strict=True)
    ]

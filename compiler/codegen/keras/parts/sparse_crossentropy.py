import keras
from keras import ops


def sparse_crossentropy(y_true, y_pred, *, ignore_class=None, **options):
    """Cross-entropy with class numbers, smoothed as those of one-hot targets are."""
    y_true = ops.reshape(ops.cast(y_true, "int32"), ops.shape(y_pred)[:-1])
    target = ops.one_hot(y_true, y_pred.shape[-1])
    values = keras.losses.categorical_crossentropy(target, y_pred, **options)
    if ignore_class is None:
        return values
    counts = ops.cast(ops.not_equal(y_true, ignore_class), values.dtype)
    return values * counts / ops.maximum(ops.mean(counts), 1e-7)

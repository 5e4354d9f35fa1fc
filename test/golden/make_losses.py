"""Writes losses.json: what the losses of `cnn:losses` and their gradients are, for test/compiler/library/losses.test.ts.

Run with Keras 3.15 on TensorFlow: `python test/golden/make_losses.py`. `y` is the loss of each example (and position), `dp` the
gradient of its sum by the prediction. Of boxes, which Keras has no loss for, they are of torchvision's formulas, in TensorFlow; of points
Keras's errors with the visible points as weights.
"""

import json
import os
from pathlib import Path

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
os.environ["CUDA_VISIBLE_DEVICES"] = ""

import keras  # noqa: E402
import numpy as np  # noqa: E402
import tensorflow as tf  # noqa: E402

draw = np.random.default_rng(14)


def one_hot(*shape):
    return np.eye(shape[-1])[draw.integers(0, shape[-1], shape[:-1])]


def shares(*shape):
    values = draw.uniform(0.1, 1, shape)
    return values / values.sum(-1, keepdims=True)


def numbers(*shape):
    return draw.uniform(-2, 2, shape)


def above(*shape):
    return draw.uniform(0.2, 3, shape)


def yes_or_no(*shape):
    return draw.integers(0, 2, shape)


def each(*shape):
    return draw.uniform(0.05, 0.95, shape)


def corners(*shape):
    low = draw.uniform(0, 0.5, (*shape[:-1], 2))
    return np.concatenate([low, low + draw.uniform(0.05, 0.5, low.shape)], -1)


def centers(*shape):
    return np.concatenate([draw.uniform(0.2, 0.8, (*shape[:-1], 2)), draw.uniform(0.1, 0.6, (*shape[:-1], 2))], -1)


def edges(boxes, box_format):
    first, second = boxes[..., :2], boxes[..., 2:]
    return (first, second) if box_format == "corners" else (first - second / 2, first + second / 2)


def area(low, high):
    return tf.reduce_prod(tf.nn.relu(high - low), -1)


def slope(sides):
    return tf.atan(sides[..., 0] / sides[..., 1])


def box_loss(kind):
    def loss(target, prediction, box_format="center"):
        (low, high), (other_low, other_high) = edges(target, box_format), edges(prediction, box_format)
        shared = area(tf.maximum(low, other_low), tf.minimum(high, other_high))
        union = area(low, high) + area(other_low, other_high) - shared
        iou = shared / union
        hull_low, hull_high = tf.minimum(low, other_low), tf.maximum(high, other_high)
        if kind == "GIoU":
            hull = area(hull_low, hull_high)
            return 1 - iou + (hull - union) / hull
        apart = tf.reduce_sum(tf.square((low + high - other_low - other_high) / 2), -1)
        distance = 1 - iou + apart / tf.reduce_sum(tf.square(hull_high - hull_low), -1)
        if kind == "DIoU":
            return distance
        slopes = slope(high - low) - slope(other_high - other_low)
        v = 4 / np.pi**2 * tf.square(slopes)
        return distance + tf.stop_gradient(v / (1 - iou + v + 1e-7)) * v

    return loss


def points(*shape):
    visible = draw.uniform(size=(*shape[:-1], 1)) < 0.6
    visible[0] = False
    return np.concatenate([draw.uniform(0, 1, (*shape[:-1], 2)), np.ones(visible.shape)], -1) * visible


def keypoints_loss(target, prediction, power=2):
    error = keras.losses.mean_squared_error if power == 2 else keras.losses.mean_absolute_error
    place, visible = target[..., :2], target[..., 2]
    errors = error(place, tf.reshape(prediction, place.shape))
    return tf.reduce_sum(errors * visible, -1) / tf.maximum(tf.reduce_sum(visible, -1), 1)


def keras_loss(name):
    return getattr(keras.losses, "".join("_" + c.lower() if c.isupper() else c for c in name)[1:])


def by_example(loss):
    return lambda t, p, **given: loss(t, p, axis=tuple(range(1, len(p.shape))), **given)


def classes(t, p, q):
    return keras.losses.categorical_generalized_cross_entropy(tf.argmax(t, -1), p, q)


FUNCTIONS = {
    "Dice": by_example(keras.losses.dice),
    "Tversky": by_example(keras.losses.tversky),
    "KLDivergence": keras.losses.kl_divergence,
    "CategoricalGeneralizedCrossEntropy": classes,
    "KeypointsLoss": keypoints_loss,
    **{kind: box_loss(kind) for kind in ("GIoU", "DIoU", "CIoU")},
}
CASES = [
    ("Dice", {}, yes_or_no, each, [2, 3, 2, 1]),
    ("Tversky", {"alpha": 0.3, "beta": 0.7}, yes_or_no, each, [2, 4, 2]),
    ("CategoricalFocalCrossentropy", {"alpha": 0.4, "gamma": 1.5}, one_hot, shares, [3, 4]),
    ("BinaryFocalCrossentropy", {}, yes_or_no, each, [3, 4]),
    ("BinaryFocalCrossentropy", {"gamma": 3, "alpha": 0.3, "apply_class_balancing": True}, yes_or_no, each, [2, 2, 3]),
    ("CategoricalGeneralizedCrossEntropy", {"q": 0.7}, one_hot, shares, [3, 4]),
    ("Huber", {"delta": 0.5}, numbers, numbers, [3, 5]),
    ("LogCosh", {}, numbers, numbers, [3, 5]),
    ("LogCosh", {}, numbers, lambda *shape: 60 * numbers(*shape), [2, 3]),
    ("Hinge", {}, yes_or_no, numbers, [3, 4]),
    ("Hinge", {}, lambda *shape: 2 * yes_or_no(*shape) - 1, numbers, [2, 3]),
    ("SquaredHinge", {}, yes_or_no, numbers, [3, 4]),
    ("CategoricalHinge", {}, one_hot, numbers, [3, 4]),
    ("MeanAbsolutePercentageError", {}, numbers, numbers, [3, 4]),
    ("MeanSquaredLogarithmicError", {}, above, above, [3, 4]),
    ("CosineSimilarity", {}, numbers, numbers, [3, 4]),
    ("KLDivergence", {}, shares, shares, [3, 4]),
    ("Poisson", {}, above, above, [3, 4]),
    *[(kind, {"box_format": "corners"}, corners, corners, [6, 4]) for kind in ("GIoU", "DIoU")],
    *[(kind, {}, centers, centers, [2, 3, 4]) for kind in ("GIoU", "DIoU")],
]
POINTS = [
    ("KeypointsLoss", {}, points, each, [3, 4, 3], [3, 8]),
    ("KeypointsLoss", {"power": 1}, points, each, [3, 4, 3], [3, 4, 2]),
]
BOXES = [
    ("CIoU", {"box_format": "corners"}, corners, corners, [12, 4]),
    ("CIoU", {}, centers, centers, [2, 3, 4]),
]


def values(tensor):
    return [float(f"{value:.6g}") for value in np.asarray(tensor, "float64").ravel()]


def case(name, arguments, wanted, found, shape, predicted=None):
    target, prediction = (tf.constant(make(*size), "float32") for make, size in ((wanted, shape), (found, predicted or shape)))
    with tf.GradientTape() as tape:
        tape.watch(prediction)
        y = FUNCTIONS[name](target, prediction, **arguments) if name in FUNCTIONS else keras_loss(name)(target, prediction, **arguments)
    dp = tape.gradient(y, prediction)
    given = {"target": target, "prediction": prediction, "y": y, "dp": dp}
    return {"loss": name, "arguments": arguments, "shape": shape, **({"predicted": predicted} if predicted else {}), **{key: values(each) for key, each in given.items()}}


def class_numbers(*shape):
    return draw.integers(0, shape[-1], shape[:-1])


def some_ignored(*shape):
    numbers = class_numbers(*shape)
    return np.where(draw.uniform(size=numbers.shape) < 0.4, 255, numbers)


NAMED = [
    ("categorical_crossentropy", {"label_smoothing": 0.1}, shares, shares, [3, 4]),
    ("categorical_crossentropy", {"label_smoothing": 0.3, "from_logits": True}, one_hot, numbers, [2, 2, 3]),
    ("binary_crossentropy", {"label_smoothing": 0.2}, yes_or_no, each, [3, 4]),
    ("binary_crossentropy", {"label_smoothing": 0.1, "from_logits": True}, yes_or_no, numbers, [3, 1]),
    ("sparse_categorical_crossentropy", {"ignore_class": 255}, some_ignored, shares, [2, 3, 4]),
    ("sparse_categorical_crossentropy", {"ignore_class": 2, "from_logits": True}, class_numbers, numbers, [6, 3]),
    ("sparse_categorical_crossentropy", {"label_smoothing": 0.1, "from_logits": True}, class_numbers, numbers, [3, 4]),
]


def named(kind, arguments, wanted, found, shape):
    """The mean and its gradient; a class number is smoothed as Keras smooths the one-hot target that it stands for."""
    target, prediction = (tf.constant(make(*shape), "float32") for make in (wanted, found))
    smooths = kind.startswith("sparse") and "label_smoothing" in arguments
    name = kind.removeprefix("sparse_") if smooths else kind
    loss = getattr(keras.losses, name.title().replace("_", ""))(**arguments)
    with tf.GradientTape() as tape:
        tape.watch(prediction)
        y = loss(tf.one_hot(tf.cast(target, "int32"), shape[-1]) if smooths else target, prediction)
    given = {"target": target, "prediction": prediction, "y": y, "dp": tape.gradient(y, prediction)}
    return {"loss": kind, "arguments": arguments, "shape": shape, **{key: values(each) for key, each in given.items()}}


def lines(cases):
    return ",\n".join(json.dumps(case, separators=(",", ":")) for case in cases)


cases, means = [case(*each) for each in CASES], [named(*each) for each in NAMED]
cases += [case(*each) for each in POINTS + BOXES]
text = f'{{"keras":"{keras.__version__}","cases":[\n{lines(cases)}\n],"named":[\n{lines(means)}\n]}}\n'
Path(__file__).with_name("losses.json").write_text(text)

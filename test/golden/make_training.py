"""Golden losses of Keras 3 (TensorFlow) for test/golden/training.json.

    python test/golden/make_training.py > test/golden/training.json

Each case trains 20 steps from weights and batches that both sides draw from the same integer hash, so that
nothing but a seed has to be stored: see `uniform` here and in test/golden/training.test.ts.
"""
import json
import os

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
os.environ["CUDA_VISIBLE_DEVICES"] = ""
import keras
import numpy as np
from keras import layers as L

STEPS = 20


def uniform(seed, count):
    """`count` numbers in [0, 1): the MurmurHash3 finalizer of index + seed * 0x9E3779B9."""
    with np.errstate(over="ignore"):
        h = np.arange(count, dtype=np.uint32) + np.uint32((seed * 0x9E3779B9) & 0xFFFFFFFF)
        h ^= h >> np.uint32(16)
        h *= np.uint32(0x85EBCA6B)
        h ^= h >> np.uint32(13)
        h *= np.uint32(0xC2B2AE35)
        h ^= h >> np.uint32(16)
    return h.astype(np.float64) / 4294967296.0


def initial(name, shape, seed):
    u = uniform(seed, int(np.prod(shape))).reshape(shape) - 0.5
    if name.endswith("kernel"):
        fan_in = int(np.prod(shape[:-1]))
        return (u * 2 * np.sqrt(6 / fan_in)).astype("float32")
    if name == "gamma":
        return (1 + 0.2 * u).astype("float32")
    if name in ("bias", "beta"):
        return (0.1 * u).astype("float32")
    return (np.ones(shape) if name == "moving_variance" else np.zeros(shape)).astype("float32")


def small(head):
    x = inputs = keras.Input((12, 12, 2))
    x = L.Conv2D(4, 3, padding="same", activation="relu")(x)
    x = L.BatchNormalization()(x)
    x = L.MaxPool2D()(x)
    x = L.Conv2D(6, 3, strides=2, padding="same", use_bias=False)(x)
    x = L.BatchNormalization(momentum=0.9)(x)
    x = L.ReLU()(x)
    x = L.AveragePooling2D(2, padding="same")(x)
    x = L.Flatten()(x)
    x = L.Dense(8, activation="tanh")(x)
    return keras.Model(inputs, head(x))


def limited():
    """Regularizers and constraints of every kind."""
    R, C = keras.regularizers, keras.constraints
    x = inputs = keras.Input((12, 12, 2))
    x = L.Conv2D(4, 3, padding="same", activation="relu", kernel_regularizer=R.L2(0.02), bias_regularizer="l1",
                 activity_regularizer=R.L1(0.001), kernel_constraint=C.MaxNorm(0.9, axis=[0, 1, 2]))(x)
    x = L.BatchNormalization(gamma_regularizer=R.L1L2(0.01, 0.01), beta_constraint="non_neg")(x)
    x = L.MaxPool2D()(x)
    x = L.SeparableConv2D(6, 3, padding="same", pointwise_regularizer=R.L1L2(0.001, 0.01),
                          depthwise_constraint=C.MinMaxNorm(0.2, 0.8, rate=0.5, axis=[0, 1]))(x)
    x = L.PReLU(alpha_regularizer="l2", alpha_constraint=C.MinMaxNorm(axis=-1), shared_axes=[1, 2])(x)
    x = L.Flatten()(x)
    x = L.Dense(8, activation="tanh", kernel_constraint=C.UnitNorm(), activity_regularizer="l2")(x)
    return keras.Model(inputs, softmax_head(x))


def fashion():
    x = inputs = keras.Input((28, 28, 1))
    x = L.Conv2D(64, 7, padding="same", activation="relu")(x)
    x = L.MaxPool2D()(x)
    for filters in (128, 256):
        x = L.Conv2D(filters, 3, padding="same", activation="relu")(x)
        x = L.Conv2D(filters, 3, padding="same", activation="relu")(x)
        x = L.MaxPool2D()(x)
    x = L.Flatten()(x)
    x = L.Dense(128, activation="relu")(x)
    x = L.Dense(64, activation="relu")(x)
    return keras.Model(inputs, L.Dense(10, activation="softmax", name="label")(x))


def softmax_head(x):
    return L.Dense(5, activation="softmax", name="label")(x)


def logits_head(x):
    return L.Dense(5, name="label")(x)


def sigmoid_head(x):
    return L.Dense(5, activation="sigmoid", name="label")(x)


def hard_head(x):
    return L.Dense(5, activation="hard_sigmoid", name="label")(x)


def linear_head(x):
    return L.Dense(4, name="box")(x)


def two_heads(x):
    # Keras sorts a dictionary of outputs: `box` comes first.
    return {"box": L.Dense(4, name="box")(x), "species": L.Dense(5, activation="softmax", name="species")(x)}


def class_target(seed, batch, classes):
    return np.floor(uniform(seed, batch) * classes).astype("int32")


def one_hot_target(seed, batch, classes):
    return np.eye(classes, dtype="float32")[class_target(seed, batch, classes)]


def bits_target(seed, batch, classes):
    return (uniform(seed, batch * classes) > 0.5).astype("float32").reshape(batch, classes)


def numbers_target(seed, batch, classes):
    return uniform(seed, batch * classes).astype("float32").reshape(batch, classes)


def over_example(loss, **arguments):
    """A loss of Keras that is reduced over all but the batch."""
    return lambda y_true, y_pred: loss(y_true, y_pred, axis=list(range(1, len(y_pred.shape))), **arguments)


def soft_dice(y_true, y_pred, smooth=1.0):
    """A loss of one's own; a number for each example."""
    overlap = keras.ops.sum(y_true * y_pred, axis=-1)
    return 1 - (2 * overlap + smooth) / (keras.ops.sum(y_true + y_pred, axis=-1) + smooth)


def cubed(y_true, y_pred):
    """A loss of one's own; a number for each number of the example."""
    return keras.ops.abs(y_true - y_pred) ** 3


def half_of_each(y_true, y_pred):
    return 0.5 * keras.losses.binary_crossentropy(y_true, y_pred) + 0.5 * soft_dice(y_true, y_pred, 0.5)


SPARSE = keras.losses.SparseCategoricalCrossentropy
CASES = {
    "sgd": (lambda: small(softmax_head), SPARSE(), class_target, 5, lambda: keras.optimizers.SGD(0.05), 8),
    "momentum": (lambda: small(softmax_head), SPARSE(), class_target, 5,
                 lambda: keras.optimizers.SGD(0.05, momentum=0.9), 8),
    "nesterov": (lambda: small(softmax_head), SPARSE(), class_target, 5,
                 lambda: keras.optimizers.SGD(0.05, momentum=0.9, nesterov=True), 8),
    "adam": (lambda: small(softmax_head), SPARSE(), class_target, 5, lambda: keras.optimizers.Adam(0.01), 8),
    "amsgrad": (lambda: small(softmax_head), SPARSE(), class_target, 5,
                lambda: keras.optimizers.Adam(0.01, amsgrad=True), 8),
    "nadam": (lambda: small(softmax_head), SPARSE(), class_target, 5, lambda: keras.optimizers.Nadam(0.01), 8),
    "rmsprop": (lambda: small(softmax_head), SPARSE(), class_target, 5, lambda: keras.optimizers.RMSprop(0.005), 8),
    "rmsprop_centered": (lambda: small(softmax_head), SPARSE(), class_target, 5,
                         lambda: keras.optimizers.RMSprop(0.005, momentum=0.5, centered=True), 8),
    "logits": (lambda: small(logits_head), SPARSE(from_logits=True), class_target, 5,
               lambda: keras.optimizers.SGD(0.05), 7),
    "categorical": (lambda: small(softmax_head), keras.losses.CategoricalCrossentropy(), one_hot_target, 5,
                    lambda: keras.optimizers.SGD(0.05), 8),
    "binary": (lambda: small(sigmoid_head), keras.losses.BinaryCrossentropy(), bits_target, 5,
               lambda: keras.optimizers.SGD(0.05), 8),
    # No logits stand behind a hard sigmoid, so that the losses take the probabilities themselves.
    "sparse_probabilities": (lambda: small(hard_head), SPARSE(), class_target, 5,
                             lambda: keras.optimizers.SGD(0.05), 8),
    "categorical_probabilities": (lambda: small(hard_head), keras.losses.CategoricalCrossentropy(), one_hot_target,
                                  5, lambda: keras.optimizers.SGD(0.05), 8),
    "binary_probabilities": (lambda: small(hard_head), keras.losses.BinaryCrossentropy(), bits_target, 5,
                             lambda: keras.optimizers.SGD(0.05), 8),
    "mse": (lambda: small(linear_head), keras.losses.MeanSquaredError(), numbers_target, 4,
            lambda: keras.optimizers.SGD(0.05), 8),
    "mae": (lambda: small(linear_head), keras.losses.MeanAbsoluteError(), numbers_target, 4,
            lambda: keras.optimizers.SGD(0.05), 8),
    "own_dice": (lambda: small(sigmoid_head), soft_dice, one_hot_target, 5, lambda: keras.optimizers.SGD(0.05), 8),
    "own_sum": (lambda: small(sigmoid_head), half_of_each, one_hot_target, 5, lambda: keras.optimizers.SGD(0.05), 8),
    "own_of_each": (lambda: small(linear_head), cubed, numbers_target, 4, lambda: keras.optimizers.SGD(0.05), 8),
    "dice": (lambda: small(sigmoid_head), over_example(keras.losses.dice), one_hot_target, 5,
             lambda: keras.optimizers.SGD(0.05), 8),
    "tversky": (lambda: small(sigmoid_head), over_example(keras.losses.tversky, alpha=0.3, beta=0.7), one_hot_target,
                5, lambda: keras.optimizers.SGD(0.05), 8),
    "focal": (lambda: small(softmax_head), keras.losses.CategoricalFocalCrossentropy(), one_hot_target, 5,
              lambda: keras.optimizers.SGD(0.05), 8),
    "huber": (lambda: small(linear_head), keras.losses.Huber(delta=0.3), numbers_target, 4,
              lambda: keras.optimizers.SGD(0.05), 8),
    "limited": (limited, SPARSE(), class_target, 5, lambda: keras.optimizers.SGD(0.05, momentum=0.9), 8),
    "two_heads": (lambda: small(two_heads), None, None, None, lambda: keras.optimizers.Adam(0.01), 8),
    # At a larger rate Keras differs from itself (with and without oneDNN) by more than 1e-4: near-ties of the
    # pooling windows are decided by rounding, and noise images have many.
    "fashion": (fashion, SPARSE(), class_target, 10, lambda: keras.optimizers.SGD(3e-5, momentum=0.9), 32),
}


def run(name):
    make, loss, target, classes, optimizer, batch = CASES[name]
    keras.utils.clear_session()
    model = make()
    seed = 1
    for layer in model.layers:
        for weight in layer.weights:
            weight.assign(initial(weight.name, tuple(weight.shape), seed))
            seed += 1
    metrics = ["accuracy"] if target in (class_target, one_hot_target) else None
    if target is bits_target:
        metrics = [keras.metrics.BinaryAccuracy(name="accuracy")]
    if name == "two_heads":
        model.compile(optimizer(), loss={"species": SPARSE(), "box": keras.losses.MeanSquaredError()},
                      loss_weights={"species": 0.8, "box": 0.2}, metrics={"species": "accuracy"})
    else:
        model.compile(optimizer(), loss=loss, metrics=metrics)
    shape = model.inputs[0].shape[1:]
    size = batch * int(np.prod(shape))

    def data(step):
        x = uniform(1000 + step, size).astype("float32").reshape(batch, *shape)
        if name == "two_heads":
            return x, {"species": class_target(2000 + step, batch, 5), "box": numbers_target(3000 + step, batch, 4)}
        return x, target(2000 + step, batch, classes)

    losses = []
    for step in range(STEPS):
        model.reset_metrics()
        losses.append(float(model.train_on_batch(*data(step), return_dict=True)["loss"]))
    model.reset_metrics()
    evaluated = {k: float(v) for k, v in model.test_on_batch(*data(STEPS), return_dict=True).items()}
    return {"batch": batch, "parameters": model.count_params(), "losses": losses, "evaluated": evaluated}


print(json.dumps({"keras": keras.__version__, "cases": {name: run(name) for name in CASES}}, indent=1))

"""Writes layer_values.json: what Keras computes, for test/compiler/catalogue/layers/values.test.ts.

Run with Keras 3.15 on TensorFlow: `python test/golden/make_layer_values.py`. Inputs and weights are written
out, so that nothing but arithmetic is compared.
"""

import json
import os
from pathlib import Path

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"

import keras  # noqa: E402
import numpy as np  # noqa: E402

ACTIVATIONS = (
    "linear relu relu6 leaky_relu elu selu gelu sigmoid hard_sigmoid tanh softmax log_softmax softplus softsign silu"
    " swish hard_silu exponential mish"
).split()


def cases():
    line = [-30.0, -7.0, -3.0, -1.5, -0.3, 0.0, 0.2, 1.0, 2.9, 3.1, 6.5, 30.0]
    # The reference loops know erf up to 4 only.
    near = [value for value in line if abs(value) < 5]
    for name in ACTIVATIONS:
        points = near if name == "gelu" else line
        yield "Activation", {"activation": name}, np.array([points, points[::-1]]), False
    for arguments in (
        {},
        {"max_value": 6},
        {"negative_slope": 0.1},
        {"threshold": 0.5},
        {"max_value": 2, "negative_slope": 0.1, "threshold": 0.5},
    ):
        yield "ReLU", arguments, np.array([line]), False
    random = np.random.default_rng(1)
    image = np.round(random.normal(size=(2, 5, 4, 4)), 3)
    yield "Softmax", {"axis": 1}, image, False
    yield "Softmax", {"axis": -1}, image, False
    for padding in ("valid", "same"):
        for strides in (1, 2, [2, 1]):
            yield "Conv2D", {"filters": 3, "kernel_size": 3, "strides": strides, "padding": padding}, image, False
            yield "MaxPooling2D", {"pool_size": 3, "strides": strides, "padding": padding}, image, False
            yield "AveragePooling2D", {"pool_size": 3, "strides": strides, "padding": padding}, image, False
        yield "Conv2D", {"filters": 3, "kernel_size": 2, "dilation_rate": [2, 3], "padding": padding}, image, False
    yield "Conv2D", {"filters": 4, "kernel_size": 2, "groups": 2, "activation": "tanh"}, image, False
    yield "Conv2D", {"filters": 4, "kernel_size": 2, "use_bias": False}, image, False
    yield "MaxPooling2D", {}, image, False
    for kind in ("GlobalAveragePooling2D", "GlobalMaxPooling2D"):
        yield kind, {}, image, False
        yield kind, {"keepdims": True}, image, False
    yield "Flatten", {}, image, False
    yield "Dense", {"units": 3, "activation": "softmax"}, image[:, 0, 0], False
    yield "Dense", {"units": 3}, image, False
    yield "Reshape", {"target_shape": [-1, 8]}, image, False
    yield "Rescaling", {"scale": 0.5, "offset": -1}, image, False
    for training in (False, True):
        yield "BatchNormalization", {}, image, training
        yield "BatchNormalization", {"center": False, "scale": False, "momentum": 0.7}, image, training
        yield "BatchNormalization", {"epsilon": 0.1}, image[:, 0, 0], training
        yield "BatchNormalization", {"axis": 1}, image, training
        yield "BatchNormalization", {"axis": 2, "momentum": 0.7}, image, training


def values(array):
    return [float(np.float32(value)) for value in np.asarray(array).ravel()]


def facts(kind, arguments, x, training):
    given = dict(arguments)
    if "target_shape" in given:
        given["target_shape"] = tuple(given["target_shape"])
    x = x.astype("float32")
    layer = getattr(keras.layers, kind)(**given)
    layer.build(x.shape)
    random = np.random.default_rng(2)
    for weight in layer.weights:
        weight.assign(np.round(0.5 + random.random(size=weight.shape), 3).astype("float32"))
    before = {weight.name: values(weight) for weight in layer.weights}
    y = layer(x, training=training) if kind == "BatchNormalization" else layer(x)
    moved = {weight.name: values(weight) for weight in layer.weights if not weight.trainable} if training else {}
    return {
        "kind": kind,
        "arguments": arguments,
        "training": training,
        "shape": list(x.shape),
        "x": values(x),
        "weights": before,
        "y": values(y),
        "moved": moved,
    }


def main():
    whole = {"keras": keras.__version__, "cases": [facts(*case) for case in cases()]}
    path = Path(__file__).with_name("layer_values.json")
    path.write_text(json.dumps(whole) + "\n")
    print(len(whole["cases"]), "cases")


main()

"""Writes layers.json: what Keras makes of layers, for test/compiler/catalogue/layers/keras.test.ts.

Run with Keras 3.15 on TensorFlow: `python test/golden/make_layers.py`. Shapes leave the batch out; a case
that Keras refuses has `error` in place of a shape.
"""

import json
import os
from pathlib import Path

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"

import keras  # noqa: E402

IMAGE = [28, 28, 3]
ODD = [13, 10, 6]


def cases():
    for size in (1, 2, 3, 5, 7, [3, 5], [1, 7]):
        for strides in (1, 2, [2, 3]):
            for padding in ("valid", "same"):
                arguments = {"filters": 8, "kernel_size": size, "strides": strides, "padding": padding}
                yield "Conv2D", arguments, ODD
    for dilation in (2, 3, [1, 2]):
        for padding in ("valid", "same"):
            yield "Conv2D", {"filters": 4, "kernel_size": 3, "dilation_rate": dilation, "padding": padding}, ODD
    for groups in (2, 3, 6):
        yield "Conv2D", {"filters": 12, "kernel_size": 3, "groups": groups}, ODD
    yield "Conv2D", {"filters": 12, "kernel_size": 3, "groups": 4}, ODD
    yield "Conv2D", {"filters": 4, "kernel_size": 3, "groups": 3}, ODD
    yield "Conv2D", {"filters": 4, "kernel_size": 3, "use_bias": False}, IMAGE
    yield "Conv2D", {"filters": 4, "kernel_size": 3, "activation": "relu"}, IMAGE
    yield "Conv2D", {"filters": 4, "kernel_size": 3, "strides": 2, "dilation_rate": 2}, IMAGE
    yield "Conv2D", {"filters": 4, "kernel_size": 9}, [7, 7, 1]
    yield "Conv2D", {"filters": 4, "kernel_size": 3, "dilation_rate": 4}, [7, 7, 1]
    yield "Conv2D", {"filters": 32, "kernel_size": 7}, [70, 120, 3]
    yield "Conv2D", {"filters": 32, "kernel_size": 7, "padding": "same"}, [70, 120, 3]
    yield "Conv2D", {"filters": 200, "kernel_size": 5, "padding": "same"}, [150, 100, 3]
    for kind in ("MaxPooling2D", "AveragePooling2D"):
        for size in (2, 3, [2, 3]):
            for strides in (None, 1, 2, [3, 2]):
                for padding in ("valid", "same"):
                    yield kind, {"pool_size": size, "strides": strides, "padding": padding}, ODD
        yield kind, {"pool_size": 8}, [7, 7, 2]
    yield "MaxPooling2D", {}, ODD
    yield "MaxPooling2D", {}, [7, 7, 4]
    for kind in ("GlobalAveragePooling2D", "GlobalMaxPooling2D"):
        yield kind, {}, ODD
        yield kind, {"keepdims": True}, ODD
    for shape in (IMAGE, [5], [4, 6]):
        yield "Flatten", {}, shape
        yield "Dense", {"units": 7}, shape
        yield "Dense", {"units": 7, "use_bias": False, "activation": "softmax"}, shape
        yield "Dropout", {"rate": 0.5}, shape
        yield "Activation", {"activation": "tanh"}, shape
        yield "ReLU", {}, shape
        yield "ReLU", {"max_value": 6, "negative_slope": 0.1, "threshold": 0.5}, shape
        yield "Softmax", {}, shape
        yield "Softmax", {"axis": 1}, shape
        yield "BatchNormalization", {}, shape
        yield "BatchNormalization", {"center": False}, shape
        yield "BatchNormalization", {"scale": False}, shape
        yield "BatchNormalization", {"center": False, "scale": False}, shape
        yield "Rescaling", {"scale": 0.5}, shape
        yield "Rescaling", {"scale": 0.5, "offset": -1}, shape
    for target in ([24], [4, 6], [-1], [2, -1], [2, 3, 4], [-1, 12], [5, 5], [-1, 5]):
        yield "Reshape", {"target_shape": target}, [4, 6]


def facts(kind, arguments, shape):
    case = {"kind": kind, "arguments": arguments, "input": shape}
    given = dict(arguments)
    if "target_shape" in given:
        given["target_shape"] = tuple(given["target_shape"])
    try:
        layer = getattr(keras.layers, kind)(**given)
        output = layer(keras.Input(shape))
    except Exception as problem:  # Keras raises ValueError, TypeError and others alike
        return {**case, "error": type(problem).__name__}
    if any(size is not None and size < 1 for size in output.shape):
        return {**case, "error": "EmptyOutput"}
    weights = [{"name": weight.name, "shape": list(weight.shape), "trainable": weight.trainable} for weight in layer.weights]
    weights = [weight for weight in weights if weight["name"] != "seed_generator_state"]
    return {**case, "output": list(output.shape[1:]), "weights": weights, "params": layer.count_params()}


def fashion():
    layers = keras.layers
    inputs = keras.Input([28, 28, 1])
    conv = {"padding": "same", "activation": "relu", "kernel_initializer": "he_normal"}
    x = layers.Conv2D(64, 7, **conv)(inputs)
    x = layers.MaxPool2D()(x)
    for filters in (128, 256):
        x = layers.Conv2D(filters, 3, **conv)(x)
        x = layers.Conv2D(filters, 3, **conv)(x)
        x = layers.MaxPool2D()(x)
    x = layers.Flatten()(x)
    for units in (128, 64):
        x = layers.Dense(units, activation="relu", kernel_initializer="he_normal")(x)
        x = layers.Dropout(0.5)(x)
    model = keras.Model(inputs, layers.Dense(10, activation="softmax", name="label")(x))
    return {
        "params": model.count_params(),
        "layers": [
            {"path": layer.name, "output": list(layer.output.shape[1:]), "params": layer.count_params()}
            for layer in model.layers[1:]
        ],
    }


def main():
    keras.backend.clear_session()
    whole = {"keras": keras.__version__, "fashion": fashion()}
    whole["cases"] = [facts(*case) for case in cases()]
    path = Path(__file__).with_name("layers.json")
    path.write_text(json.dumps(whole, indent=1) + "\n")
    print(len(whole["cases"]), "cases")


main()

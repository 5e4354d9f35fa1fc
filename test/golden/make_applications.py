"""Writes applications.json: every layer of the networks of keras.applications, in the order of `model.layers`.

Run with Keras 3.15: python make_applications.py

A layer is `name sizes parameters`, the InputLayer left out. One network of each family is written out; of the others,
and of the ways in which a network can be built, there is the digest of their lines.
"""

import hashlib
import json
import os
from pathlib import Path

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
os.environ["CUDA_VISIBLE_DEVICES"] = ""

import keras

WHOLE = {
    "ResNet50": 224,
    "ResNet50V2": 224,
    "VGG16": 224,
    "Xception": 299,
    "InceptionV3": 299,
    "MobileNet": 224,
    "MobileNetV2": 224,
    "DenseNet121": 224,
    "EfficientNetB0": 224,
}
OTHERS = {
    "ResNet101": 224,
    "ResNet152": 224,
    "ResNet101V2": 224,
    "ResNet152V2": 224,
    "VGG19": 224,
    "DenseNet169": 224,
    "DenseNet201": 224,
    "EfficientNetB1": 240,
    "EfficientNetB2": 260,
    "EfficientNetB3": 300,
    "EfficientNetB4": 380,
    "EfficientNetB5": 456,
    "EfficientNetB6": 528,
    "EfficientNetB7": 600,
}
WAYS = [
    *[(name, [96, 128, 3], {"include_top": False}) for name in {**WHOLE, **OTHERS}],
    *[(name, [131, 97, 3], {"include_top": False, "pooling": "avg"}) for name in WHOLE],
    *[(name, [128, 128, 1], {"include_top": False, "pooling": "max"}) for name in WHOLE if "Efficient" not in name],
    *[(name, [96, 96, 3], {"classes": 7, "classifier_activation": None}) for name in WHOLE],
    *[("MobileNet", [160, 160, 3], {"alpha": alpha}) for alpha in (0.25, 0.5, 0.75)],
    ("MobileNet", [64, 64, 3], {"depth_multiplier": 2, "dropout": 0.5, "classes": 10}),
    *[("MobileNetV2", [96, 96, 3], {"alpha": alpha}) for alpha in (0.35, 0.5, 0.75, 1.3, 1.4)],
]


def lines(name, shape, **arguments):
    keras.utils.clear_session()
    model = getattr(keras.applications, name)(weights=None, input_shape=tuple(shape), **arguments)
    sizes = lambda layer: ",".join(str(size) for size in layer.output.shape[1:])
    return [f"{layer.name} {sizes(layer)} {layer.count_params()}" for layer in model.layers[1:]]


def digest(name, shape, arguments):
    found = lines(name, shape, **arguments)
    print(name, shape, arguments, len(found))
    text = "\n".join(found).encode()
    return {
        "name": name,
        "shape": shape,
        "arguments": arguments,
        "layers": len(found),
        "sha256": hashlib.sha256(text).hexdigest(),
    }


def main():
    whole = {name: {"shape": [size, size, 3], "layers": lines(name, [size, size, 3])} for name, size in WHOLE.items()}
    ways = [(name, [size, size, 3], {}) for name, size in OTHERS.items()] + WAYS
    golden = {"keras": keras.__version__, "whole": whole, "digests": [digest(*way) for way in ways]}
    path = Path(__file__).with_name("applications.json")
    path.write_text(json.dumps(golden, indent=0) + "\n")
    print(path.stat().st_size, "bytes")


main()

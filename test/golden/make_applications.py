"""Writes applications.json: every layer of the networks of keras.applications, in the order of `model.layers`.

Run with Keras 3.15: python make_applications.py

A layer is `name sizes parameters`, the InputLayer left out. One network of each family is written out; of the others,
and of the ways in which a network can be built, there is the digest of their lines.
"""

import hashlib
import json
import math
import os
import re
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
    "EfficientNetV2B0": 224,
    "MobileNetV3Small": 224,
    "InceptionResNetV2": 299,
    "NASNetMobile": 224,
    "ConvNeXtTiny": 224,
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
    "EfficientNetV2B1": 240,
    "EfficientNetV2B2": 260,
    "EfficientNetV2B3": 300,
    "EfficientNetV2S": 384,
    "EfficientNetV2M": 480,
    "EfficientNetV2L": 480,
    "MobileNetV3Large": 224,
    "NASNetLarge": 331,
    "ConvNeXtSmall": 224,
    "ConvNeXtBase": 224,
    "ConvNeXtLarge": 224,
    "ConvNeXtXLarge": 224,
}
WAYS = [
    *[(name, [96, 128, 3], {"include_top": False}) for name in {**WHOLE, **OTHERS}],
    *[(name, [131, 97, 3], {"include_top": False, "pooling": "avg"}) for name in WHOLE],
    *[(name, [128, 128, 1], {"include_top": False, "pooling": "max"}) for name in WHOLE if name != "EfficientNetB0"],
    *[(name, [96, 96, 3], {"classes": 7, "classifier_activation": None}) for name in WHOLE],
    *[("MobileNet", [160, 160, 3], {"alpha": alpha}) for alpha in (0.25, 0.5, 0.75)],
    ("MobileNet", [64, 64, 3], {"depth_multiplier": 2, "dropout": 0.5, "classes": 10}),
    *[("MobileNetV2", [96, 96, 3], {"alpha": alpha}) for alpha in (0.35, 0.5, 0.75, 1.3, 1.4)],
    *[("MobileNetV3Small", [96, 97, 3], {"alpha": alpha}) for alpha in (0.35, 0.75, 1.3)],
    *[("MobileNetV3Large", [97, 64, 3], {"alpha": alpha, "dropout_rate": 0}) for alpha in (0.5, 0.75, 1.4)],
    *[(f"MobileNetV3{size}", [64, 64, 3], {"minimalistic": True, "classes": 10}) for size in ("Small", "Large")],
    ("MobileNetV3Small", [64, 64, 3], {"include_preprocessing": False, "include_top": False}),
    ("EfficientNetV2S", [64, 64, 1], {"include_preprocessing": False, "include_top": False}),
    ("ConvNeXtTiny", [64, 64, 3], {"include_preprocessing": False, "include_top": False}),
    ("ConvNeXtTiny", [65, 98, 3], {"include_top": False, "pooling": "max"}),
]


def parts(name, model):
    """The layers, those of models within it among them; also sums that are no layers, but for those of a hard sigmoid."""
    for layer in model.layers if name.startswith("MobileNet") else model.operations:
        if isinstance(layer, keras.Sequential):
            yield from layer.layers
        elif not isinstance(layer, keras.layers.InputLayer):
            yield layer


def line(layer):
    """One, or two of what Keras has as one: a share of a tensor that is added to another."""
    sizes = ",".join(str(size) for size in layer.output.shape[1:])
    count = layer.count_params() if isinstance(layer, keras.layers.Layer) else 0
    kinds = ["rescaling", "add"] if layer.name.startswith("custom_scale_layer") else ["custom_scale_layer"]
    return [f"{layer.name.replace('custom_scale_layer', kind)} {sizes} {count}" for kind in kinds]


def macs(layer):
    """Multiply-adds of one example."""
    kind = type(layer).__name__
    if kind == "Dense":
        return math.prod(layer.input.shape[1:]) * layer.units
    if "Conv2D" not in kind:
        return 0
    spatial, window = math.prod(layer.output.shape[1:-1]), math.prod(layer.kernel_size)
    channels = layer.input.shape[-1]
    if kind == "DepthwiseConv2D":
        return spatial * window * layer.output.shape[-1]
    if kind == "SeparableConv2D":
        return spatial * channels * layer.depth_multiplier * (window + layer.filters)
    return spatial * window * channels // layer.groups * layer.filters


def network(name, shape, **arguments):
    keras.utils.clear_session()
    model = getattr(keras.applications, name)(weights=None, input_shape=tuple(shape), **arguments)
    layers = list(parts(name, model))
    return {"macs": sum(map(macs, layers)), "layers": [each for layer in layers for each in line(layer)]}


def plain(line):
    """Without the name of an activation of MobileNetV3: Keras counts the ReLU of a hard sigmoid among others."""
    return re.sub(r"^(re_lu|activation)(_\d+)? ", "", line)


def digest(name, shape, arguments):
    found = network(name, shape, **arguments)
    print(name, shape, arguments, len(found["layers"]), flush=True)
    text = "\n".join(map(plain, found["layers"])).encode()
    return {
        "name": name,
        "shape": shape,
        "arguments": arguments,
        "macs": found["macs"],
        "layers": len(found["layers"]),
        "sha256": hashlib.sha256(text).hexdigest(),
    }


def main():
    whole = {name: {"shape": [size, size, 3], **network(name, [size, size, 3])} for name, size in WHOLE.items()}
    ways = [(name, [size, size, 3], {}) for name, size in OTHERS.items()] + WAYS
    golden = {"keras": keras.__version__, "whole": whole, "digests": [digest(*way) for way in ways]}
    path = Path(__file__).with_name("applications.json")
    path.write_text(json.dumps(golden, indent=0) + "\n")
    print(path.stat().st_size, "bytes")


main()

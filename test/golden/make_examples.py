"""Golden layers of Keras 3 for the shipped examples: test/golden/examples.json.

    python test/golden/make_examples.py > test/golden/examples.json

Every layer of each model but the inputs, as "kind shape parameters" (the batch left out), sorted: the order of
layers beside one another is nobody's business, their number is, so equal ones are counted. Models that
keras.applications has are taken from there; the others are written here with Keras's own layers.
"""
import json
import os

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
os.environ["CUDA_VISIBLE_DEVICES"] = ""
from collections import Counter

import keras
from keras import layers as L


def conv(x, filters, kernel=3, **options):
    return L.Conv2D(filters, kernel, **{"padding": "same", "activation": "relu", **options})(x)


def alexnet():
    x = inputs = keras.Input((227, 227, 3))
    x = L.MaxPooling2D(3, 2)(conv(x, 96, 11, strides=4, padding="valid"))
    x = L.MaxPooling2D(3, 2)(conv(x, 256, 5, groups=2))
    x = conv(conv(conv(x, 384), 384, groups=2), 256, groups=2)
    x = L.Flatten()(L.MaxPooling2D(3, 2)(x))
    for _ in range(2):
        x = L.Dropout(0.5)(L.Dense(4096, activation="relu")(x))
    return keras.Model(inputs, L.Dense(1000, activation="softmax")(x))


def siamese():
    x = inputs = keras.Input((28, 28, 1))
    for filters in (32, 64):
        x = L.MaxPooling2D()(L.Conv2D(filters, 3, activation="relu")(x))
    return keras.Model(inputs, L.Dense(64)(L.Flatten()(x)))


def ssd_head():
    x = inputs = keras.Input((128, 128, 3))
    for filters in (32, 64, 128):
        x = L.MaxPooling2D()(conv(x, filters))
    outputs = []
    for scale in range(3):
        if scale > 0:
            x = conv(x, 256, strides=2)
        outputs += [L.Conv2D(4 * 21, 3, padding="same")(x), L.Conv2D(4 * 4, 3, padding="same")(x)]
    return keras.Model(inputs, outputs)


def recursive_unet():
    def level(x, depth, filters):
        x = conv(conv(x, filters), filters)
        if depth > 0:
            y = level(L.MaxPooling2D()(x), depth - 1, filters * 2)
            x = L.Concatenate()([x, L.Conv2DTranspose(filters, 2, strides=2)(y)])
            x = conv(conv(x, filters), filters)
        return x

    inputs = keras.Input((64, 64, 3))
    return keras.Model(inputs, L.Conv2D(2, 1, activation="softmax")(level(inputs, 3, 16)))


def fashion_mnist():
    x = inputs = keras.Input((28, 28, 1))
    x = L.MaxPooling2D()(conv(x, 64, 7))
    for filters in (128, 256):
        x = L.MaxPooling2D()(conv(conv(x, filters), filters))
    x = L.Flatten()(x)
    for units in (128, 64):
        x = L.Dropout(0.5)(L.Dense(units, activation="relu")(x))
    return keras.Model(inputs, L.Dense(10, activation="softmax")(x))


MODELS = {
    "alexnet": alexnet,
    "densenet121": lambda: keras.applications.DenseNet121(weights=None),
    "fashion_mnist": fashion_mnist,
    "mobilenet_v2": lambda: keras.applications.MobileNetV2(weights=None),
    "recursive_unet": recursive_unet,
    "siamese tower": siamese,
    "ssd_head": ssd_head,
    "vgg16": lambda: keras.applications.VGG16(weights=None),
    "xception": lambda: keras.applications.Xception(weights=None),
}


def shape_of(layer):
    shape = layer.output.shape[1:]
    return "×".join(map(str, shape))


def golden(name):
    keras.utils.clear_session()
    model = MODELS[name]()
    found = Counter(f"{type(layer).__name__} {shape_of(layer)} {layer.count_params()}"
                    for layer in model.layers if not isinstance(layer, L.InputLayer))
    trainable = sum(int(w.value.shape.num_elements()) for w in model.trainable_weights)
    return {"params": model.count_params(), "trainable_params": trainable, "layers": dict(sorted(found.items()))}


print(json.dumps({"keras": keras.__version__, "models": {name: golden(name) for name in MODELS}}, indent=1,
                 ensure_ascii=False))

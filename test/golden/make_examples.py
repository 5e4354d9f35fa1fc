"""Writes examples.json: parameter totals of Keras's twins of examples/*.cnn.

Run with Keras 3: python make_examples.py
"""

import json
import math
import os

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"

import keras
from keras import layers as L


def lenet5():
    x = image = keras.Input((28, 28, 1))
    x = L.Conv2D(6, 5, padding="same")(x)
    x = L.AveragePooling2D(2)(x)
    x = L.AveragePooling2D(2)(L.Conv2D(16, 5)(x))
    x = L.Dense(84)(L.Dense(120)(L.Flatten()(x)))
    return keras.Model(image, L.Dense(10)(x))


def unit(x, filters, strides, squeeze=False):
    conv = lambda n, k, s=1: L.Conv2D(n, k, strides=s, padding="same", use_bias=False)
    main = L.BatchNormalization()(conv(filters, 3, strides)(x))
    main = L.BatchNormalization()(conv(filters, 3)(L.ReLU()(main)))
    if squeeze:
        s = L.GlobalAveragePooling2D(keepdims=True)(main)
        s = L.Conv2D(filters, 1)(L.Conv2D(filters // 8, 1)(s))
        main = L.Multiply()([s, main])
    if strides > 1:
        x = L.BatchNormalization()(conv(filters, 1, strides)(x))
    return L.ReLU()(L.Add()([main, x]))


def resnet34():
    x = image = keras.Input((224, 224, 3))
    x = L.Conv2D(64, 7, strides=2, padding="same", use_bias=False)(x)
    x = L.MaxPooling2D(3, strides=2, padding="same")(L.ReLU()(L.BatchNormalization()(x)))
    for stage, (filters, units) in enumerate([(64, 3), (128, 4), (256, 6), (512, 3)]):
        for i in range(units):
            x = unit(x, filters, 2 if stage > 0 and i == 0 else 1)
    return keras.Model(image, L.Dense(10)(L.GlobalAveragePooling2D()(x)))


def se_resnet():
    x = image = keras.Input((32, 32, 3))
    x = L.ReLU()(L.BatchNormalization()(L.Conv2D(32, 3, padding="same", use_bias=False)(x)))
    for stage, filters in enumerate([32, 64, 128]):
        for i in range(2):
            x = unit(x, filters, 2 if stage > 0 and i == 0 else 1, squeeze=True)
    return keras.Model(image, L.Dense(10)(L.GlobalAveragePooling2D()(x)))


def googlenet():
    conv = lambda n, k, s=1: L.Conv2D(n, k, strides=s, padding="same")
    pool = lambda s: L.MaxPooling2D(3, strides=s, padding="same")

    def inception(x, a, b3, c3, b5, c5, p):
        paths = [conv(a, 1)(x), conv(c3, 3)(conv(b3, 1)(x)), conv(c5, 5)(conv(b5, 1)(x)), conv(p, 1)(pool(1)(x))]
        return L.Concatenate()(paths)

    x = image = keras.Input((224, 224, 3))
    x = pool(2)(conv(64, 7, 2)(x))
    x = pool(2)(conv(192, 3)(conv(64, 1)(x)))
    x = inception(inception(x, 64, 96, 128, 16, 32, 32), 128, 128, 192, 32, 96, 64)
    x = pool(2)(x)
    x = inception(x, 192, 96, 208, 16, 48, 64)
    x = inception(x, 160, 112, 224, 24, 64, 64)
    x = inception(x, 128, 128, 256, 24, 64, 64)
    x = inception(x, 112, 144, 288, 32, 64, 64)
    x = inception(x, 256, 160, 320, 32, 128, 128)
    x = pool(2)(x)
    x = inception(x, 256, 160, 320, 32, 128, 128)
    x = inception(x, 384, 192, 384, 48, 128, 128)
    return keras.Model(image, L.Dense(1000)(L.GlobalAveragePooling2D()(x)))


def unet():
    conv = lambda n: L.Conv2D(n, 3, padding="same")
    x = image = keras.Input((256, 256, 1))
    kept = []
    for n in [64, 128, 256, 512]:
        x = conv(n)(conv(n)(x))
        kept.append(x)
        x = L.MaxPooling2D()(x)
    x = conv(1024)(conv(1024)(x))
    for n in [512, 256, 128, 64]:
        x = L.Concatenate()([L.Conv2DTranspose(n, 2, strides=2)(x), kept.pop()])
        x = conv(n)(conv(n)(x))
    return keras.Model(image, L.Conv2D(2, 1)(x))


def two_heads():
    x = image = keras.Input((32, 32, 1))
    for n in [16, 32, 64]:
        x = L.MaxPooling2D()(L.Conv2D(n, 3, padding="same")(x))
    x = L.Dense(64)(L.Flatten()(x))
    return keras.Model(image, [L.Dense(4)(x), L.Dense(4)(x)])


if __name__ == "__main__":
    models = {
        "lenet5": lenet5(),
        "resnet34": resnet34(),
        "vgg16": keras.applications.VGG16(weights=None),
        "googlenet": googlenet(),
        "se_resnet": se_resnet(),
        "unet": unet(),
        "two_heads": two_heads(),
    }
    golden = {
        name: {
            "params": model.count_params(),
            "trainable": sum(math.prod(weight.shape) for weight in model.trainable_weights),
        }
        for name, model in models.items()
    }
    path = os.path.join(os.path.dirname(__file__), "examples.json")
    with open(path, "w") as file:
        json.dump(golden, file, indent=2)
        file.write("\n")

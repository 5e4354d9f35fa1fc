"""Writes keras_order.json: the order of `model.layers` of Keras's functional models.

Run with Keras 3: python make_keras_order.py
"""

import json
import os

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"

import keras
from keras import layers


def residual():
    x = image = keras.Input((32, 32, 3), name="image")
    x = layers.Conv2D(8, 3, padding="same", name="stem")(x)
    for i, (filters, strides) in enumerate([(8, 1), (16, 2), (16, 1), (32, 2)]):
        main = layers.Conv2D(filters, 3, strides=strides, padding="same", name=f"a{i}")(x)
        main = layers.BatchNormalization(name=f"b{i}")(main)
        main = layers.ReLU(name=f"c{i}")(main)
        main = layers.Conv2D(filters, 3, padding="same", name=f"d{i}")(main)
        if strides > 1:
            x = layers.Conv2D(filters, 1, strides=strides, name=f"e{i}")(x)
            x = layers.BatchNormalization(name=f"f{i}")(x)
        x = layers.Add(name=f"g{i}")([main, x])
        x = layers.ReLU(name=f"h{i}")(x)
    label = layers.Dense(4, name="label")(layers.Flatten(name="flat")(x))
    box = layers.Dense(4, name="box")(layers.Dense(9, name="hidden")(layers.GlobalAveragePooling2D(name="pool")(x)))
    return keras.Model(image, [label, box])


def parallel():
    image = keras.Input((16, 16, 4), name="image")
    one = layers.Conv2D(4, 1, name="one")(image)
    three = layers.Conv2D(4, 3, padding="same", name="three")(layers.Conv2D(2, 1, name="reduce")(image))
    pool = layers.MaxPooling2D(3, strides=1, padding="same", name="pool")(image)
    x = layers.Concatenate(name="merge")([one, three, pool])
    return keras.Model(image, layers.Flatten(name="label")(x))


def shared():
    image = keras.Input((8,), name="image")
    tower, act = layers.Dense(8, name="tower"), layers.ReLU(name="act")
    a = act(tower(image))
    b = act(tower(layers.Dense(8, name="before")(a)))
    return keras.Model(image, layers.Add(name="label")([a, b]))


if __name__ == "__main__":
    models = {"residual": residual(), "parallel": parallel(), "shared": shared()}
    golden = {name: [layer.name for layer in model.layers] for name, model in models.items()}
    path = os.path.join(os.path.dirname(__file__), "keras_order.json")
    with open(path, "w") as file:
        json.dump(golden, file, indent=2)
        file.write("\n")

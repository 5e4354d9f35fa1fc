"""Writes files of weights as Keras 3.15 writes them, and what the network that they belong to predicts.

    python make_weights.py            weights.h5, weights.weights.h5, weights-whole.h5 and weights.json
    python make_weights.py mobilenet DIR    the same of a MobileNet with random weights, into DIR
"""

import json
import os
import sys
import warnings
from pathlib import Path

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
os.environ["CUDA_VISIBLE_DEVICES"] = ""
warnings.filterwarnings("ignore")

import h5py
import keras
import numpy as np
from keras import layers
from keras.src.legacy.saving import legacy_h5_format


def tiny():
    x = image = keras.Input((6, 6, 2), name="image")
    x = layers.Conv2D(3, 3, padding="same", name="conv")(x)
    x = layers.BatchNormalization(name="bn")(x)
    y = layers.SeparableConv2D(3, 3, padding="same", name="separable")(x)
    x = layers.Add(name="sum")([y, x])
    x = layers.DepthwiseConv2D(3, name="depthwise")(x)
    x = layers.Conv2DTranspose(2, 2, name="transposed")(x)
    x = layers.Flatten(name="flat")(x)
    x = layers.Dense(4, name="hidden", activation="tanh")(x)
    return keras.Model(image, layers.Dense(3, name="last")(x))


def mobilenet():
    return keras.applications.MobileNet(weights=None, alpha=0.25, input_shape=(32, 32, 3), classes=4)


def write(model, directory, name):
    random = np.random.default_rng(1)
    for weight in model.weights:
        moved = "variance" in weight.name or "gamma" in weight.name
        weight.assign(random.uniform(0.5, 1.5, weight.shape) if moved else random.normal(0, 0.2, weight.shape))
    with h5py.File(directory / f"{name}.h5", "w") as file:
        legacy_h5_format.save_weights_to_hdf5_group(file, model)
    model.save_weights(directory / f"{name}.weights.h5")
    model.save(directory / f"{name}-whole.h5")
    x = np.round(random.uniform(-1, 1, (2, *model.input_shape[1:])), 4).astype("float32")
    y = model.predict(x, verbose=0)
    facts = {"x": x.ravel().tolist(), "y": y.ravel().tolist()}
    text = json.dumps({key: [float(f"{value:.7g}") for value in values] for key, values in facts.items()})
    (directory / f"{name}.json").write_text(text + "\n")


if len(sys.argv) > 2:
    write(mobilenet(), Path(sys.argv[2]), sys.argv[1])
else:
    write(tiny(), Path(__file__).parent, "weights")

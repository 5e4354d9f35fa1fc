"""Writes mixing.json: what Keras's MixUp and CutMix make of a small batch and of its one-hot classes, given what they
drew. Run with Keras on TensorFlow."""

import json
import os
import pathlib

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
import keras
import numpy as np

random = np.random.default_rng(13)
count, height, width, channels, classes = 5, 6, 8, 3, 4
images = random.integers(0, 256, (count, height, width, channels), dtype=np.uint8).astype("float32")
labels = np.array([0, 3, 1, 1, 2])
one_hot = np.eye(classes, dtype="float32")[labels]
order = np.array([2, 0, 1, 3, 4])


def floats(array):
    return [float(value) for value in np.asarray(array).ravel()]


shares = np.float32([0.9, 0.31, 0.5, 0.02, 0.77])
layer = keras.layers.MixUp()
drawn = {"mix_weight": shares, "permutation_order": order}
mix_up = {
    "shares": floats(shares),
    "images": floats(layer.transform_images(images, drawn)),
    "labels": floats(layer.transform_labels(one_hot, drawn)),
}

layer = keras.layers.CutMix()
at = random.random((count, 2)).astype("float32")
sides = np.sqrt(np.float32(1) - shares)


def bounds(start, length):
    extent = sides * np.float32(length)
    first = start * (np.float32(length) - extent)
    return first, first + extent


(x0, x1), (y0, y1) = bounds(at[:, 0], width), bounds(at[:, 1], height)
masks, weight = layer._generate_batch_mask(images.shape, (x0, x1, y0, y1))
drawn = {"mix_weight": weight, "permutation_order": order, "batch_masks": masks}
cut_mix = {
    "at": [floats(each) for each in at],
    "sides": floats(sides),
    "shares": floats(weight),
    "images": floats(layer.transform_images(images, drawn)),
    "labels": floats(layer.transform_labels(one_hot, drawn)),
}

golden = {
    "keras": keras.__version__,
    "shape": [count, height, width, channels],
    "classes": classes,
    "images_given": floats(images),
    "labels_given": [int(label) for label in labels],
    "order": [int(index) for index in order],
    "mix_up": mix_up,
    "cut_mix": cut_mix,
}
path = pathlib.Path(__file__).with_name("mixing.json")
path.write_text(json.dumps(golden) + "\n")

"""What Keras does of the chapter: makes the weights of Xception's base, and opens what was exported.

    python chapter.py weights FILE PICTURE...     writes FILE, a `.weights.h5` of a base whose statistics are those of the pictures
    python chapter.py predict FILE PICTURE...     predicts with FILE, a `.keras`: a JSON line of each picture, with the
                                                  probabilities of the species, and the box in pixels of the picture
"""

import json
import os
import sys

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
os.environ["CUDA_VISIBLE_DEVICES"] = ""

import keras  # noqa: E402
import numpy as np  # noqa: E402
from PIL import Image  # noqa: E402

side = 71
resizing = keras.layers.Resizing(side, side, crop_to_aspect_ratio=True)


def prepared(pictures):
    given = [resizing(np.asarray(Image.open(picture).convert("RGB"), "float32")[None]) for picture in pictures]
    return keras.applications.xception.preprocess_input(np.concatenate(given))


def weights(file, pictures):
    keras.utils.set_random_seed(1)
    base = keras.applications.Xception(weights=None, include_top=False, input_shape=(side, side, 3))
    for layer in base.layers:
        if isinstance(layer, keras.layers.BatchNormalization):
            layer.momentum = 0.0
    base(prepared(pictures), training=True)
    base.save_weights(file)


def in_pixels(box, picture):
    """A box in shares of the square in the middle of a picture, as its corners in the picture's pixels."""
    width, height = Image.open(picture).size
    square = min(width, height)
    left, top = (width - square) // 2, (height - square) // 2
    x, y, w, h = (float(value) * square for value in box)
    return [left + x - w / 2, top + y - h / 2, left + x + w / 2, top + y + h / 2]


def predict(file, pictures):
    found = keras.saving.load_model(file).predict(prepared(pictures), verbose=0)
    for species, box, picture in zip(found["species"], found["box"], pictures):
        print(json.dumps({"species": species.tolist(), "box": in_pixels(box, picture)}))


{"weights": weights, "predict": predict}[sys.argv[1]](sys.argv[2], sys.argv[3:])

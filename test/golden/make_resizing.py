"""Writes resizing.json: what Keras's Resizing and Rescaling make of small images. Run with Keras on TensorFlow."""

import json
import os
import pathlib

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
import keras
import numpy as np

random = np.random.default_rng(7)
cases = []
for height, width, channels, new_height, new_width in [
    (5, 7, 3, 4, 4),
    (4, 4, 1, 9, 3),
    (8, 3, 3, 3, 8),
    (6, 6, 1, 6, 6),
    (5, 7, 2, 5, 4),
    (5, 7, 2, 8, 7),
    (1, 5, 1, 3, 2),
    (11, 13, 2, 5, 6),
]:
    image = random.integers(0, 256, (height, width, channels), dtype=np.uint8)
    for interpolation in ["bilinear", "nearest"]:
        for crop, fill in [(False, None), (True, None), (False, 0), (False, 114.5)]:
            layer = keras.layers.Resizing(
                new_height,
                new_width,
                interpolation=interpolation,
                crop_to_aspect_ratio=crop,
                pad_to_aspect_ratio=fill is not None,
                fill_value=fill or 0.0,
            )
            result = np.asarray(layer(image.astype("float32")))
            cases.append(
                {
                    "shape": [height, width, channels],
                    "image": image.ravel().tolist(),
                    "height": new_height,
                    "width": new_width,
                    "interpolation": interpolation,
                    "crop": crop,
                    **({} if fill is None else {"fill": fill}),
                    "result": [float(value) for value in result.ravel()],
                }
            )

rescaling = []
for scale, offset in [(1 / 255, 0.0), (1 / 127.5, -1.0), (0.017, 3.25)]:
    layer = keras.layers.Rescaling(scale, offset)
    result = np.asarray(layer(np.arange(256, dtype="float32")))
    rescaling.append({"scale": scale, "offset": offset, "result": [float(value) for value in result]})

path = pathlib.Path(__file__).with_name("resizing.json")
path.write_text(json.dumps({"keras": keras.__version__, "resizing": cases, "rescaling": rescaling}) + "\n")

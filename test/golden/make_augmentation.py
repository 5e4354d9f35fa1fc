"""Writes augmentation.json: what Keras's augmentation layers make of a small image, given what they drew. Run with
Keras on TensorFlow."""

import json
import os
import pathlib

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
import keras
import numpy as np

random = np.random.default_rng(11)
layers = keras.layers
height, width, channels = 7, 9, 3
image = random.integers(0, 256, (1, height, width, channels), dtype=np.uint8).astype("float32")


def floats(array):
    return [float(value) for value in np.asarray(array).ravel()]


warps = []
for fill in ["reflect", "constant", "wrap", "nearest"]:
    for interpolation in ["bilinear", "nearest"]:
        options = {"fill_mode": fill, "interpolation": interpolation, "fill_value": 17.0}
        size = {"input_shape": image.shape}
        for turns in [0.13, -0.41]:
            layer = layers.RandomRotation(0.5, **options)
            matrix = layer._compute_affine_matrix(
                0.5, 0.5, np.float32([turns * 360]), np.zeros(1, "float32"), np.zeros(1, "float32"),
                np.ones(1, "float32"), np.zeros(1, "float32"), np.zeros(1, "float32"), height, width,
            )
            result = layer.transform_images(image, {"rotation_matrix": matrix})
            warps.append({"kind": "rotation", "factors": [turns], **options, "result": floats(result)})
        for down, right in [(0.31, -0.23), (-1.0, 0.97)]:
            layer = layers.RandomTranslation(1.0, 1.0, **options)
            translations = np.float32([[right * width, down * height]])
            result = layer.transform_images(image, {"translations": translations, **size})
            warps.append({"kind": "translation", "factors": [down, right], **options, "result": floats(result)})
        for high, wide in [(0.61, 1.37), (1.9, 0.23)]:
            layer = layers.RandomZoom(0.9, 0.9, **options)
            zooms = {"height_zoom": np.float32([[high]]), "width_zoom": np.float32([[wide]])}
            result = layer.transform_images(image, {**zooms, **size})
            warps.append({"kind": "zoom", "factors": [high, wide], **options, "result": floats(result)})
        for across, down in [(0.37, 0.0), (-0.21, 0.46)]:
            layer = layers.RandomShear(1.0, 1.0, **options)
            drawn = {"shear_factor": np.float32([[across, down]]), **size}
            result = layer.transform_images(image, drawn)
            warps.append({"kind": "shear", "factors": [across, down], **options, "result": floats(result)})

perspectives = []
for interpolation in ["bilinear", "nearest"]:
    for shifts in [
        [[0.1, -0.2], [-0.13, 0.3], [0.4, 0.21], [-0.32, -0.08]],
        [[0.5, 0.5], [0.47, -0.11], [-0.02, 0.18], [0.29, 0.4]],
    ]:
        layer = layers.RandomPerspective(1.0, 1.0, interpolation=interpolation, fill_value=17.0)
        corners = np.float32([[[0, 0], [width - 1, 0], [0, height - 1], [width - 1, height - 1]]])
        drawn = {
            "apply_perspective": np.ones(1, bool), "start_points": corners,
            "end_points": corners + corners * np.float32([shifts]), "input_shape": image.shape,
        }
        result = layer.transform_images(image, drawn)
        box = {"boxes": np.float32([[[2, 1, 6, 5]]]), "labels": np.zeros((1, 1))}
        layer.bounding_box_format = "xyxy"
        moved = layer.transform_bounding_boxes(box, drawn)["boxes"]
        perspectives.append({"interpolation": interpolation, "shifts": shifts, "result": floats(result), "box": floats(moved)})

flips = []
for mode in ["horizontal", "vertical", "horizontal_and_vertical"]:
    layer = layers.RandomFlip(mode)
    flip = {"flips": np.ones((1, 1, 1, 1), bool), "input_shape": image.shape}
    flips.append({"mode": mode, "result": floats(layer.transform_images(image, flip))})

crops = []
for top, left, new_height, new_width in [(1, 3, 4, 5), (2, 0, 5, 2)]:
    layer = layers.RandomCrop(new_height, new_width)
    result = layer.transform_images(image, (top, left))
    crops.append({"top": top, "left": left, "height": new_height, "width": new_width, "result": floats(result)})

tints = []
for value_range in [(0, 255), (0.0, 1.0), (-1.0, 1.0)]:
    low, high = value_range
    scaled = (image / np.float32(255) * np.float32(high - low) + np.float32(low)).astype("float32")
    for factor in [0.3, 1.7]:
        layer = layers.RandomContrast(0.9, value_range=value_range)
        drawn = {"contrast_factor": np.float32(factor).reshape(1, 1, 1, 1)}
        result = layer.transform_images(scaled, drawn)
        tints.append({"kind": "contrast", "factor": factor, "range": value_range, "image": floats(scaled), "result": floats(result)})
    for factor in [-0.4, 0.25]:
        layer = layers.RandomBrightness(0.9, value_range=value_range)
        drawn = {"rgb_delta": np.float32(factor * (high - low)).reshape(1, 1, 1, 1)}
        result = layer.transform_images(scaled, drawn)
        tints.append({"kind": "brightness", "factor": factor, "range": value_range, "image": floats(scaled), "result": floats(result)})
layer = layers.RandomGrayscale()
result = layer.transform_images(image, np.ones((1, 1, 1, 1), bool))
tints.append({"kind": "grayscale", "factor": 1, "range": [0, 255], "image": floats(image), "result": floats(result)})

golden = {
    "keras": keras.__version__,
    "shape": [height, width, channels],
    "image": floats(image),
    "warps": warps,
    "perspectives": perspectives,
    "flips": flips,
    "crops": crops,
    "tints": tints,
}
path = pathlib.Path(__file__).with_name("augmentation.json")
path.write_text(json.dumps(golden) + "\n")

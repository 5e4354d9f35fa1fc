"""Writes photometry.json: what Keras's augmentation layers make of the values of a small image, given what they drew.
Run with Keras on TensorFlow."""

import json
import os
import pathlib

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
import keras
import numpy as np

random = np.random.default_rng(12)
layers = keras.layers
height, width, channels = 7, 9, 3
bytes_ = random.integers(0, 256, (1, height, width, channels), dtype=np.uint8).astype("float32")
# Some pixels have no colour, and some channels the same value: where formulas divide by nothing.
bytes_[0, 0, :4] = [[0, 0, 0], [255, 255, 255], [80, 80, 80], [200, 90, 200]]
always = np.ones(1, bool)


def floats(array):
    return [float(value) for value in np.asarray(array).ravel()]


def each(value):
    return np.full((1,), value, "float32")


cases = []


def add(kind, value_range, drawn, layer, transformation, image):
    result = layer.transform_images(image, transformation, training=True)
    cases.append({"kind": kind, "range": value_range, "drawn": drawn, "result": floats(result)})


for value_range in [(0, 255), (0.0, 1.0), (-1.0, 1.0)]:
    low, high = value_range
    image = (bytes_ / np.float32(255) * np.float32(high - low) + np.float32(low)).astype("float32")
    here = {"value_range": value_range}
    for turn in [0.37, -0.45, 0.08]:
        add("hue", value_range, {"turn": turn}, layers.RandomHue(1.0, **here), {"factor": each(turn)}, image)
    if low == 0:
        for factor in [0.3, 1.0, 2.4]:
            add("saturation", value_range, {"factor": factor}, layers.RandomSaturation(1.0, **here), {"factor": each(factor)}, image)
        add("invert", value_range, {}, layers.RandomInvert(1.0, **here), {"apply_inversion": always}, image)
    for factor in [0.2, 0.9]:
        drawn = {"factor": each(factor).reshape(1, 1, 1, 1)}
        add("degeneration", value_range, {"factor": factor}, layers.RandomColorDegeneration(1.0, **here), drawn, image)
    for bits in [1, 3, 7, 8]:
        drawn = {"shift_factor": np.full((1,), 8 - bits, "uint8")}
        add("posterization", value_range, {"bits": bits}, layers.RandomPosterization(4, **here), drawn, image)
    for factor in [0.1, 0.5, 0.8]:
        add("sharpness", value_range, {"factor": factor}, layers.RandomSharpness(1.0, **here), {"factor": each(factor)}, image)
    for size, sigma in [([3, 3], [0.6, 0.9]), ([5, 5], [1.0, 0.3]), ([7, 7], [0.8, 1.0])]:
        layer = layers.RandomGaussianBlur(1.0, kernel_size=size, **here)
        drawn = {"should_apply_blur": always, "blur_factor": np.float32(sigma)}
        add("blur", value_range, {"size": size, "sigma": sigma}, layer, drawn, image)
    for addition, threshold in [(0.0, 0.0), (30.5, 128.0), (12.0, 250.0)]:
        drawn = {"additions": each(addition).reshape(1, 1, 1, 1), "thresholds": each(threshold).reshape(1, 1, 1, 1)}
        add("solarization", value_range, {"addition": addition, "threshold": threshold}, layers.Solarization(**here), drawn, image)
    add("auto contrast", value_range, {}, layers.AutoContrast(**here), None, image)
    for bins in [256, 16]:
        add("equalization", value_range, {"bins": bins}, layers.Equalization(bins=bins, **here), None, image)

# A channel of one value.
flat = bytes_.copy()
flat[..., 1] = 77
single = []
for kind, layer in [("auto contrast", layers.AutoContrast()), ("equalization", layers.Equalization())]:
    single.append({"kind": kind, "result": floats(layer.transform_images(flat, None, training=True))})

# Where patches lie, which Keras draws together with the values.
patches = []
for x, y, share_x, share_y in [(0.3, 0.8, 0.1, 0.3), (0.0, 0.5, 0.02, 0.33)]:
    sides = np.sqrt(np.float32([share_x, share_y]))
    wide, high = sides[0] * np.float32(width), sides[1] * np.float32(height)
    x0, y0 = np.float32(x) * (np.float32(width) - wide), np.float32(y) * (np.float32(height) - high)
    layer = layers.RandomErasing(fill_value=[10.0, 300.0, 77.0])
    corners = tuple(np.float32([value]) for value in (x0, x0 + wide, y0, y0 + high))
    masks = layer._generate_batch_mask(bytes_.shape, corners)
    fill = layer._get_fill_value(bytes_, bytes_.shape, None)
    drawn = {"apply_erasing": always, "batch_masks": masks, "fill_value": fill}
    result = layer.transform_images(bytes_, drawn, training=True)
    patches.append({"at": [x, y], "shares": [share_x, share_y], "result": floats(result)})

golden = {
    "keras": keras.__version__,
    "shape": [height, width, channels],
    "bytes": floats(bytes_),
    "cases": cases,
    "flat": floats(flat),
    "single": single,
    "patches": patches,
}
path = pathlib.Path(__file__).with_name("photometry.json")
path.write_text(json.dumps(golden) + "\n")

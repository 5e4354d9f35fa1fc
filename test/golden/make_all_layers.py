"""Writes all_layers.json: what Keras makes of every layer kind, for test/compiler/catalogue/layers/all-layers.test.ts.

Run with Keras 3.15 on TensorFlow: `python test/golden/make_all_layers.py`. `facts` are output shapes and weights of
layers drawn with a fixed seed, and which layers Keras refuses; shapes leave the batch out. `numbers` are outputs y, and the
gradients of sum(w * y), for a batch of two; inputs, weights and w are drawn on both sides from one integer hash.
"""

import json
import os
import random
import sys
from pathlib import Path

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
os.environ["CUDA_VISIBLE_DEVICES"] = ""

import keras  # noqa: E402
import numpy as np  # noqa: E402
import tensorflow as tf  # noqa: E402
from keras import ops  # noqa: E402
from keras.src.applications.convnext import LayerScale  # noqa: E402

draw = random.Random(20)
DRAWS = 11


class Primitive(keras.layers.Layer):
    """A layer of the language that Keras has as a function."""

    def __init__(self, function):
        super().__init__()
        self.function = function

    def call(self, x):
        return self.function(x)


class Quotient(keras.layers.Subtract):
    """Keras's merges broadcast alike; only the operation differs."""

    def _merge_function(self, inputs):
        return ops.divide(*inputs)


class Comparison(keras.layers.Subtract):
    """A relation of two tensors, or of one and a number, as numbers."""

    def __init__(self, relation, x2=None):
        super().__init__()
        self.relation, self.x2 = relation, x2

    def build(self, shape):
        if self.x2 is None:
            super().build(shape)

    def call(self, x):
        return ops.cast(self.relation(x, self.x2), "float32") if self.x2 is not None else super().call(x)

    def compute_output_spec(self, x):
        return keras.KerasTensor(x.shape) if self.x2 is not None else super().compute_output_spec(x)

    def _merge_function(self, inputs):
        return ops.cast(self.relation(*inputs), "float32")


def compared(relation):
    return lambda x2=None: Comparison(relation, x2)


def sliced(x, axis, start, size):
    length = x.shape[axis]
    first = start + length if start < 0 else start
    if first < 0 or first + size > length:
        raise ValueError("outside")
    return ops.take(x, list(range(first, first + size)), axis=axis)


def placed(x):
    """Positions from -1 to 1 behind the channels."""
    along = lambda count: tf.linspace(-1.0, 1.0, count) if count > 1 else tf.zeros([1])
    places = tf.stack(tf.meshgrid(along(x.shape[1]), along(x.shape[2]), indexing="ij"), -1)
    return ops.concatenate([x, ops.zeros_like(x[..., :1]) + places], axis=-1)


def layer_scale(init_values):
    """Keras has it for ConvNeXt alone, with a weight that has no name."""

    class Named(LayerScale):
        def build(self, shape):
            self.projection_dim = shape[-1]
            super().build(shape)
            self.gamma._name = "gamma"

    return Named(init_values, None)


def reduced(function):
    def make(axis=None, keepdims=False):
        axes = lambda x: tuple(range(1, len(x.shape))) if axis is None else axis
        return Primitive(lambda x: function(x, axis=axes(x), keepdims=keepdims))

    return make


PRIMITIVES = {
    "Slice": lambda **given: Primitive(lambda x: sliced(x, **given)),
    "ReduceMax": reduced(ops.max),
    "ReduceMin": reduced(ops.min),
    "ReduceMean": reduced(ops.mean),
    "ReduceSum": reduced(ops.sum),
    "Abs": lambda: Primitive(ops.abs),
    "Square": lambda: Primitive(ops.square),
    "Sqrt": lambda: Primitive(ops.sqrt),
    "Exp": lambda: Primitive(ops.exp),
    "Log": lambda: Primitive(ops.log),
    "Divide": lambda: Quotient(),
    "Clip": lambda **given: Primitive(lambda x: ops.clip(x, **given)),
    "LayerScale": layer_scale,
    "Coordinates": lambda: Primitive(placed),
    "Power": lambda exponent: Primitive(lambda x: ops.power(x, exponent)),
    "Equal": compared(ops.equal),
    "Greater": compared(ops.greater),
    "GreaterEqual": compared(ops.greater_equal),
    "Less": compared(ops.less),
    "LessEqual": compared(ops.less_equal),
    "ArgMax": lambda axis=-1: Primitive(lambda x: ops.cast(ops.argmax(x, axis=axis), "float32")),
    "OneHot": lambda num_classes: Primitive(lambda x: ops.one_hot(ops.cast(x, "int32"), num_classes)),
    "StopGradient": lambda: Primitive(ops.stop_gradient),
}

# Drawing


def one(*choices):
    return draw.choice(choices)


def size(low=4, high=12):
    return draw.randint(low, high)


def several(rank, *choices):
    """A number for all axes, or one for each."""
    return one(*choices) if draw.random() < 0.5 else [one(*choices) for _ in range(rank)]


def some(**arguments):
    """Arguments, each left out half of the time."""
    return {name: value for name, value in arguments.items() if draw.random() < 0.5}


def image(low=4, high=12):
    return [size(low, high), size(low, high), size(1, 6)]


def anything():
    return one([size()], [size(), size()], image())


def kernels(rank, equal_strides=False):
    strides = one(1, 2, 3) if equal_strides else several(rank, 1, 2, 3)
    sliding = one({}, {"strides": strides}, {"dilation_rate": several(rank, 1, 2)})
    return {"kernel_size": several(rank, 1, 2, 3), **sliding, **some(padding=one("valid", "same"), use_bias=False)}


def convolution(rank):
    groups = one(1, 1, 1, 2, 3)
    arguments = {"filters": groups * one(1, 2, 4), **kernels(rank), **some(activation=one("relu", "tanh"))}
    if groups > 1:
        arguments["groups"] = groups
    if rank == 1 and draw.random() < 0.3:
        arguments["padding"] = "causal"
    return arguments, [[*(size(5, 12) for _ in range(rank)), groups * one(1, 2)]]


def transposed(rank):
    strides = several(rank, 1, 2, 3)
    arguments = {"filters": size(1, 5), "kernel_size": several(rank, 1, 2, 3, 4), "strides": strides}
    arguments.update(some(padding=one("valid", "same"), use_bias=False))
    if draw.random() < 0.4:
        pair = strides if isinstance(strides, list) else [strides] * rank
        arguments["output_padding"] = [draw.randrange(0, by) for by in pair]
    if strides == 1 and draw.random() < 0.5:
        # TensorFlow's CPU has no dilated transposed convolution of volumes.
        arguments["dilation_rate"] = several(rank, 1, 2, 3) if rank < 3 else 1
    return arguments, [[*(size(2, 8 if rank < 3 else 4) for _ in range(rank)), size(1, 5)]]


def pooling(rank, needed):
    arguments = {"pool_size": several(rank, 1, 2, 3)} if needed or draw.random() < 0.8 else {}
    arguments.update(some(strides=one(None, several(rank, 1, 2, 3)), padding=one("valid", "same")))
    return arguments, [[*(size(4, 9) for _ in range(rank)), size(1, 4)]]


def axes(shape):
    rank = len(shape)
    chosen = sorted(draw.sample(range(1, rank + 1), draw.randint(1, rank)))
    return [axis if draw.random() < 0.5 else axis - rank - 1 for axis in chosen]


def layer_normalization():
    shape = anything()
    # Keras sorts axes as they are written: counted both ways, they would come out of order.
    axis = one(-1, sorted(axis % (len(shape) + 1) for axis in axes(shape)), list(range(-len(shape), 0)))
    arguments = {} if axis == -1 else {"axis": axis}
    return {**arguments, **some(epsilon=1e-5, center=False, scale=False)}, [shape]


def normalized_axes(arguments):
    shape = anything()
    axis = one(None, sorted(axis % (len(shape) + 1) for axis in axes(shape)), -1)
    return ({} if axis is None else {"axis": axis}) | arguments, [shape]


def group_normalization():
    groups = one(1, 2, 3, -1)
    shape = [*image()[:2], 6] if draw.random() < 0.6 else one([6], [size(), 6])
    return {"groups": groups, **some(center=False, scale=False)}, [shape]


def normalization():
    shape = anything()
    numbers = [round(draw.uniform(0.1, 2), 2) for _ in range(shape[-1])]
    kind = one("each", "single", "none")
    if kind == "each":
        return {"mean": numbers, "variance": numbers[::-1], **some(invert=True)}, [shape]
    if kind == "single":
        return {"mean": 0.5, "variance": 2.0, **some(axis=axes(shape))}, [shape]
    return {"axis": None, "mean": 0.5, "variance": 2.0}, [shape]


def margins(rank, most=2):
    cells = lambda: draw.randint(0, most)
    pairs = [[cells(), cells()] for _ in range(rank)]
    return one(cells(), [cells() for _ in range(rank)] if rank > 1 else pairs[0], pairs if rank > 1 else pairs[0])


def resizing():
    arguments = {"height": size(1, 14), "width": size(1, 14)}
    arguments.update(some(interpolation=one("nearest", "bilinear", "bicubic", "lanczos3", "lanczos5", "area")))
    arguments.update(one({}, {"crop_to_aspect_ratio": True}, {"pad_to_aspect_ratio": True}, {"antialias": True}))
    return arguments, [image(2, 14)]


def prelu():
    shape = anything()
    return some(shared_axes=sorted({axis % (len(shape) + 1) for axis in axes(shape)})), [shape]


def merged(count=None):
    shape = anything()
    inputs = [shape]
    for _ in range((count or one(2, 3, 4)) - 1):
        other = [one(length, length, length, 1) for length in shape]
        inputs.append(other[draw.randrange(len(other)) :] if draw.random() < 0.25 else other)
    return {}, inputs


def concatenated():
    shape = anything()
    axis = draw.randrange(len(shape))
    inputs = [[size(1, 6) if index == axis else length for index, length in enumerate(shape)] for _ in range(one(2, 3))]
    arguments = {"axis": one(axis + 1, axis - len(shape))}
    return {} if arguments["axis"] == -1 and draw.random() < 0.5 else arguments, inputs


def dotted():
    x, y = [size(2, 5) for _ in range(one(1, 2, 3))], [size(2, 5) for _ in range(one(1, 2))]
    i, j = draw.randrange(len(x)), draw.randrange(len(y))
    y[j] = x[i]
    pair = [one(i + 1, i - len(x)), one(j + 1, j - len(y))]
    return {"axes": pair[0] if pair[0] == pair[1] else pair, **some(normalize=True)}, [x, y]


def slices():
    shape = anything()
    axis = draw.randrange(len(shape))
    start = draw.randrange(shape[axis])
    count = draw.randint(1, shape[axis] - start)
    start = one(start, start - shape[axis])
    return {"axis": one(axis + 1, axis - len(shape)), "start": start, "size": count}, [shape]


def reduction():
    shape = one([size(), size()], image())
    axis = axes(shape)[: len(shape) - 1]
    return {"axis": one(axis, axis[0]), **some(keepdims=True)}, [shape]


def plain(arguments=lambda: {}, shape=anything):
    return lambda: (arguments(), [shape()])


def volume():
    return [size(3, 6), size(3, 6), size(3, 6), size(1, 4)]


def sequence():
    return [size(), size(1, 6)]


DRAWN = {
    "Conv1D": lambda: convolution(1),
    "Conv2D": lambda: convolution(2),
    "Conv3D": lambda: convolution(3),
    "Conv1DTranspose": lambda: transposed(1),
    "Conv2DTranspose": lambda: transposed(2),
    "Conv3DTranspose": lambda: transposed(3),
    "DepthwiseConv1D": lambda: ({**kernels(1), **some(depth_multiplier=one(1, 2, 3))}, [[size(5, 12), size(1, 5)]]),
    "SeparableConv1D": lambda: (
        {"filters": size(1, 6), **kernels(1), **some(depth_multiplier=one(1, 2, 3))},
        [[size(5, 12), size(1, 5)]],
    ),
    "DepthwiseConv2D": lambda: ({**kernels(2, True), **some(depth_multiplier=one(1, 2, 3))}, [image(5)]),
    "SeparableConv2D": lambda: (
        {"filters": size(1, 6), **kernels(2, True), **some(depth_multiplier=one(1, 2, 3))},
        [image(5)],
    ),
    "MaxPooling1D": lambda: pooling(1, False),
    "MaxPooling2D": lambda: pooling(2, False),
    "MaxPooling3D": lambda: pooling(3, False),
    "AveragePooling1D": lambda: pooling(1, True),
    "AveragePooling2D": lambda: pooling(2, True),
    "AveragePooling3D": lambda: pooling(3, True),
    "LayerNormalization": layer_normalization,
    "RMSNormalization": lambda: normalized_axes(some(epsilon=1e-3)),
    "UnitNormalization": lambda: normalized_axes({}),
    "GroupNormalization": group_normalization,
    "Normalization": normalization,
    "LeakyReLU": plain(lambda: some(negative_slope=0.1)),
    "PReLU": prelu,
    "ELU": plain(lambda: some(alpha=0.5)),
    "Identity": plain(),
    "SpatialDropout1D": plain(lambda: {"rate": 0.3}, sequence),
    "SpatialDropout2D": plain(lambda: {"rate": 0.3}, image),
    "SpatialDropout3D": plain(lambda: {"rate": 0.3}, volume),
    "GaussianNoise": plain(lambda: {"stddev": 0.1}),
    "GaussianDropout": plain(lambda: {"rate": 0.2}),
    "RepeatVector": plain(lambda: {"n": size(1, 5)}, lambda: [size()]),
    "Cropping1D": plain(lambda: some(cropping=margins(1, 1)), sequence),
    "Cropping2D": plain(lambda: some(cropping=margins(2)), lambda: image(5)),
    "Cropping3D": plain(lambda: some(cropping=margins(3, 1)), volume),
    "CenterCrop": plain(lambda: {"height": size(2, 9), "width": size(2, 9)}, image),
    "ZeroPadding1D": plain(lambda: some(padding=margins(1)), sequence),
    "ZeroPadding2D": plain(lambda: some(padding=margins(2)), image),
    "ZeroPadding3D": plain(lambda: some(padding=margins(3)), volume),
    "UpSampling1D": plain(lambda: some(size=size(1, 3)), sequence),
    "UpSampling3D": plain(lambda: some(size=several(3, 1, 2, 3)), volume),
    "UpSampling2D": plain(
        lambda: some(size=several(2, 1, 2, 3), interpolation=one("nearest", "bilinear", "bicubic")), image
    ),
    "Resizing": resizing,
    "Add": merged,
    "Subtract": lambda: merged(2),
    "Multiply": merged,
    "Average": merged,
    "Maximum": merged,
    "Minimum": merged,
    "Concatenate": concatenated,
    "Dot": dotted,
    "Slice": slices,
    "ReduceMax": reduction,
    "ReduceMean": reduction,
    "ReduceSum": reduction,
    "Abs": plain(),
    "Square": plain(),
    "Sqrt": plain(),
    "Exp": plain(),
    "Log": plain(),
    "Divide": lambda: merged(2),
    "Clip": lambda: ({"x_min": one(0, -0.5), "x_max": one(0.5, 1)}, [anything()]),
    "Power": lambda: ({"exponent": one(2, 0.5)}, [anything()]),
}
for rank, shape in ((1, sequence), (2, image), (3, volume)):
    for kind in ("Average", "Max"):
        DRAWN[f"Global{kind}Pooling{rank}D"] = plain(lambda: some(keepdims=True), shape)


def permuted():
    shape = anything()
    return {"dims": draw.sample(range(1, len(shape) + 1), len(shape))}, [shape]


DRAWN["Permute"] = permuted

# Drawn after those above, so that these stay what they are.
LATER = {
    "LayerScale": plain(lambda: {"init_values": one(0.1, 1e-6)}),
    "AlphaDropout": plain(lambda: {"rate": 0.3}),
    "Coordinates": plain(shape=image),
    "ReduceMin": reduction,
    "Equal": lambda: merged(2),
    "Greater": lambda: merged(2),
    "GreaterEqual": plain(lambda: {"x2": one(0, 0.25)}),
    "Less": lambda: merged(2),
    "LessEqual": plain(lambda: {"x2": one(0, 0.25)}),
    "ArgMax": lambda: one(({}, [anything()]), ({"axis": one(1, 2, -2)}, [image()])),
    "OneHot": plain(lambda: {"num_classes": size(1, 6)}),
    "StopGradient": plain(),
}

REFUSED = [
    ("Conv1D", {"filters": 4, "kernel_size": 9}, [[7, 3]]),
    ("Conv1D", {"filters": 4, "kernel_size": 3, "strides": 2, "dilation_rate": 2}, [[9, 3]]),
    ("Conv1D", {"filters": 4, "kernel_size": 3, "groups": 2}, [[9, 3]]),
    ("Conv3D", {"filters": 4, "kernel_size": [3, 3, 8]}, [[7, 7, 7, 2]]),
    ("Conv3D", {"filters": 3, "kernel_size": 2, "groups": 2}, [[7, 7, 7, 4]]),
    ("Conv2DTranspose", {"filters": 3, "kernel_size": 3, "strides": 2, "output_padding": 2}, [[5, 5, 2]]),
    ("Conv2DTranspose", {"filters": 3, "kernel_size": 3, "strides": 2, "dilation_rate": 2}, [[5, 5, 2]]),
    ("Conv2DTranspose", {"filters": 3, "kernel_size": 2, "strides": 2, "output_padding": 0, "padding": "same"}, [[5, 5, 2]]),
    ("DepthwiseConv2D", {"kernel_size": 8}, [[7, 9, 2]]),
    ("SeparableConv2D", {"filters": 2, "kernel_size": 8}, [[9, 7, 2]]),
    ("MaxPooling1D", {"pool_size": 8}, [[7, 2]]),
    ("AveragePooling3D", {"pool_size": 5}, [[7, 4, 7, 2]]),
    ("LayerNormalization", {"axis": 3}, [[4, 5]]),
    ("LayerNormalization", {"axis": [1, 5]}, [[4, 5, 6]]),
    ("GroupNormalization", {}, [[4, 5, 6]]),
    ("GroupNormalization", {"groups": 4}, [[4, 5, 6]]),
    ("Normalization", {"mean": [1.0, 2.0], "variance": [1.0, 1.0]}, [[4, 3]]),
    ("Normalization", {"mean": [1.0, 2.0], "variance": [1.0]}, [[4, 2]]),
    ("Normalization", {"mean": 1.0}, [[4, 2]]),
    ("Permute", {"dims": [1, 1]}, [[4, 2]]),
    ("Permute", {"dims": [0, 1]}, [[4, 2]]),
    ("Cropping1D", {"cropping": [3, 2]}, [[5, 2]]),
    ("Cropping2D", {"cropping": 3}, [[6, 9, 2]]),
    ("Resizing", {"height": 3, "width": 3, "crop_to_aspect_ratio": True, "pad_to_aspect_ratio": True}, [[6, 9, 2]]),
    ("Add", {}, [[4, 5], [4, 6]]),
    ("Multiply", {}, [[4, 5, 3], [4, 2, 3]]),
    ("Maximum", {}, [[4], [5]]),
    ("Subtract", {}, [[4], [4], [4]]),
    ("Concatenate", {"axis": 1}, [[4, 5], [4, 6]]),
    ("Concatenate", {}, [[4, 5], [4]]),
    ("Dot", {"axes": 1}, [[4], [5]]),
    ("Dot", {"axes": [2, 3]}, [[4, 5], [2, 5]]),
    ("Dot", {"axes": 1}, [[4], [4], [4]]),
    ("Slice", {"axis": 1, "start": 3, "size": 3}, [[5]]),
    ("Slice", {"axis": 1, "start": -6, "size": 1}, [[5]]),
]

NUMBERS = [
    ("Conv1D", {"filters": 3, "kernel_size": 3}, [[7, 2]]),
    ("Conv1D", {"filters": 2, "kernel_size": 2, "strides": 2, "padding": "causal", "activation": "tanh"}, [[6, 3]]),
    ("Conv1D", {"filters": 4, "kernel_size": 3, "dilation_rate": 2, "padding": "same", "groups": 2}, [[8, 2]]),
    ("Conv1D", {"filters": 2, "kernel_size": 4, "strides": 3, "padding": "same", "use_bias": False}, [[9, 2]]),
    ("Conv3D", {"filters": 2, "kernel_size": 2}, [[3, 4, 3, 2]]),
    ("Conv3D", {"filters": 2, "kernel_size": [3, 2, 1], "strides": [2, 1, 2], "padding": "same"}, [[5, 3, 4, 1]]),
    ("Conv3D", {"filters": 2, "kernel_size": [1, 2, 3], "use_bias": False}, [[2, 3, 4, 2]]),
    ("Conv2DTranspose", {"filters": 3, "kernel_size": 3}, [[3, 4, 2]]),
    ("Conv2DTranspose", {"filters": 2, "kernel_size": 3, "strides": 2, "padding": "same"}, [[3, 4, 2]]),
    ("Conv2DTranspose", {"filters": 2, "kernel_size": 2, "strides": 2, "activation": "relu"}, [[3, 2, 3]]),
    ("Conv2DTranspose", {"filters": 2, "kernel_size": 2, "strides": 3}, [[3, 2, 2]]),
    ("Conv2DTranspose", {"filters": 1, "kernel_size": [3, 4], "strides": [3, 2], "output_padding": [2, 1]}, [[2, 3, 2]]),
    ("Conv2DTranspose", {"filters": 1, "kernel_size": 3, "strides": 2, "padding": "same", "output_padding": 1}, [[3, 3, 2]]),
    ("Conv2DTranspose", {"filters": 1, "kernel_size": 3, "strides": 3, "padding": "same", "output_padding": 0}, [[3, 3, 2]]),
    ("Conv2DTranspose", {"filters": 2, "kernel_size": 2, "dilation_rate": 2}, [[3, 3, 2]]),
    ("Conv2DTranspose", {"filters": 2, "kernel_size": 3, "dilation_rate": [2, 1], "padding": "same"}, [[5, 4, 1]]),
    ("Conv1DTranspose", {"filters": 3, "kernel_size": 3, "strides": 2, "padding": "same"}, [[5, 2]]),
    ("Conv1DTranspose", {"filters": 2, "kernel_size": 4, "strides": 3, "output_padding": 1}, [[4, 2]]),
    ("Conv1DTranspose", {"filters": 2, "kernel_size": 3, "dilation_rate": 2}, [[4, 2]]),
    ("Conv3DTranspose", {"filters": 2, "kernel_size": 2, "strides": 2}, [[2, 3, 2, 2]]),
    ("Conv3DTranspose", {"filters": 2, "kernel_size": 3, "strides": [2, 1, 2], "padding": "same"}, [[3, 2, 2, 2]]),
    ("Conv3DTranspose", {"filters": 1, "kernel_size": [4, 1, 2], "strides": [3, 2, 1], "output_padding": [2, 1, 0]}, [[2, 3, 2, 2]]),
    ("DepthwiseConv1D", {"kernel_size": 3, "padding": "same", "depth_multiplier": 2}, [[6, 3]]),
    ("DepthwiseConv1D", {"kernel_size": 2, "strides": 2, "use_bias": False}, [[7, 2]]),
    ("SeparableConv1D", {"filters": 3, "kernel_size": 3, "strides": 2, "padding": "same"}, [[7, 2]]),
    ("DepthwiseConv2D", {"kernel_size": 3}, [[4, 5, 3]]),
    ("DepthwiseConv2D", {"kernel_size": 3, "padding": "same", "depth_multiplier": 2}, [[4, 3, 2]]),
    ("DepthwiseConv2D", {"kernel_size": 2, "strides": 2, "padding": "same", "depth_multiplier": 3}, [[5, 4, 2]]),
    ("DepthwiseConv2D", {"kernel_size": 3, "strides": 2, "padding": "same", "activation": "relu"}, [[6, 5, 3]]),
    ("DepthwiseConv2D", {"kernel_size": 2, "dilation_rate": 2, "use_bias": False, "depth_multiplier": 2}, [[5, 4, 2]]),
    ("DepthwiseConv2D", {"kernel_size": 2, "depth_multiplier": 3}, [[4, 4, 1]]),
    ("SeparableConv2D", {"filters": 3, "kernel_size": 3, "padding": "same"}, [[4, 4, 2]]),
    ("SeparableConv2D", {"filters": 2, "kernel_size": 2, "strides": 2, "depth_multiplier": 2}, [[5, 4, 2]]),
    ("MaxPooling1D", {}, [[7, 3]]),
    ("MaxPooling1D", {"pool_size": 3, "strides": 2, "padding": "same"}, [[8, 3]]),
    ("MaxPooling3D", {}, [[4, 5, 4, 2]]),
    ("MaxPooling3D", {"pool_size": [3, 2, 3], "strides": [1, 2, 2], "padding": "same"}, [[4, 3, 4, 2]]),
    ("AveragePooling1D", {"pool_size": 2}, [[7, 3]]),
    ("AveragePooling1D", {"pool_size": 3, "strides": 2, "padding": "same"}, [[8, 3]]),
    ("AveragePooling3D", {"pool_size": 2}, [[4, 5, 4, 2]]),
    ("AveragePooling3D", {"pool_size": [3, 2, 3], "strides": [1, 2, 2], "padding": "same"}, [[4, 3, 4, 2]]),
    ("LayerNormalization", {}, [[6]]),
    ("LayerNormalization", {}, [[3, 2, 5]]),
    ("LayerNormalization", {"axis": [1, 2], "epsilon": 0.1}, [[3, 2, 2]]),
    ("LayerNormalization", {"axis": [1, 3], "center": False}, [[3, 2, 4]]),
    ("RMSNormalization", {}, [[3, 2, 4]]),
    ("UnitNormalization", {}, [[3, 4]]),
    ("UnitNormalization", {"axis": [1, 2]}, [[3, 2, 2]]),
    ("GroupNormalization", {"groups": 2}, [[3, 3, 4]]),
    ("GroupNormalization", {"groups": 2}, [[6]]),
    ("GroupNormalization", {"groups": -1, "scale": False}, [[3, 3, 2]]),
    ("GroupNormalization", {"groups": 2, "axis": 1}, [[4, 3, 2]]),
    ("Normalization", {"mean": [0.5, -1.0, 2.0], "variance": [1.0, 0.25, 4.0]}, [[2, 3]]),
    ("Normalization", {"mean": [0.5, -1.0], "variance": [1.0, 0.25], "axis": 1, "invert": True}, [[2, 3]]),
    ("Normalization", {"mean": 0.5, "variance": 2.0}, [[4]]),
    ("LayerScale", {"init_values": 0.1}, [[3, 2, 4]]),
    ("AlphaDropout", {"rate": 0.3}, [[4]]),
    ("Coordinates", {}, [[3, 4, 2]]),
    ("Coordinates", {}, [[1, 2, 1]]),
    ("LeakyReLU", {}, [[8]]),
    ("PReLU", {}, [[3, 4]]),
    ("PReLU", {"shared_axes": [1, 2]}, [[3, 2, 4]]),
    ("ELU", {"alpha": 0.7}, [[8]]),
    ("Permute", {"dims": [3, 1, 2]}, [[2, 3, 4]]),
    ("RepeatVector", {"n": 3}, [[4]]),
    ("Cropping2D", {"cropping": [[1, 0], [2, 1]]}, [[4, 6, 2]]),
    ("Cropping1D", {}, [[5, 2]]),
    ("Cropping3D", {"cropping": [1, 0, 1]}, [[3, 2, 4, 1]]),
    ("CenterCrop", {"height": 2, "width": 3}, [[5, 6, 2]]),
    ("CenterCrop", {"height": 5, "width": 3}, [[4, 6, 2]]),
    ("ZeroPadding2D", {}, [[2, 3, 2]]),
    ("ZeroPadding1D", {"padding": [0, 2]}, [[3, 2]]),
    ("ZeroPadding3D", {"padding": [[1, 0], [0, 0], [0, 2]]}, [[2, 2, 2, 1]]),
    ("UpSampling1D", {"size": 3}, [[3, 2]]),
    ("UpSampling3D", {"size": [3, 1, 2]}, [[2, 3, 2, 2]]),
    ("UpSampling2D", {}, [[2, 3, 2]]),
    ("UpSampling2D", {"size": [3, 1]}, [[2, 2, 3]]),
    ("UpSampling2D", {"interpolation": "bilinear"}, [[3, 4, 2]]),
    ("UpSampling2D", {"size": [1, 3], "interpolation": "bilinear"}, [[2, 4, 2]]),
    ("Resizing", {"height": 5, "width": 3}, [[3, 7, 2]]),
    ("Resizing", {"height": 3, "width": 4, "antialias": True}, [[7, 9, 1]]),
    ("Resizing", {"height": 4, "width": 4, "interpolation": "nearest"}, [[6, 3, 2]]),
    ("Resizing", {"height": 5, "width": 4, "interpolation": "bicubic"}, [[4, 7, 1]]),
    ("Resizing", {"height": 3, "width": 4, "interpolation": "bicubic", "antialias": True}, [[5, 7, 1]]),
    ("Resizing", {"height": 5, "width": 4, "interpolation": "lanczos3"}, [[4, 7, 1]]),
    ("Resizing", {"height": 5, "width": 4, "interpolation": "lanczos5"}, [[9, 3, 1]]),
    ("Resizing", {"height": 3, "width": 5, "interpolation": "area"}, [[7, 4, 1]]),
    ("Resizing", {"height": 4, "width": 4, "crop_to_aspect_ratio": True}, [[5, 7, 2]]),
    ("Resizing", {"height": 4, "width": 4, "pad_to_aspect_ratio": True, "fill_value": 0.5}, [[5, 8, 1]]),
    ("Add", {}, [[2, 3], [2, 3], [2, 3]]),
    ("Add", {}, [[2, 3, 4], [4]]),
    ("Subtract", {}, [[2, 3], [2, 1]]),
    ("Multiply", {}, [[2, 3], [1, 3], [2, 3]]),
    ("Average", {}, [[5], [5], [5]]),
    ("Maximum", {}, [[2, 5], [2, 5], [1, 5]]),
    ("Minimum", {}, [[2, 5], [2, 5]]),
    ("Concatenate", {}, [[2, 3], [2, 1], [2, 2]]),
    ("Concatenate", {"axis": 1}, [[2, 3, 2], [1, 3, 2]]),
    ("Dot", {"axes": 1}, [[4], [4]]),
    ("Dot", {"axes": 1, "normalize": True}, [[4], [4]]),
    ("Dot", {"axes": [2, 1]}, [[3, 4], [4, 2]]),
    ("Dot", {"axes": [1, 2]}, [[3, 2, 2], [2, 3]]),
    ("Slice", {"axis": 2, "start": -3, "size": 2}, [[2, 5, 2]]),
    ("ReduceMax", {"axis": -1}, [[3, 4]]),
    ("ReduceMean", {"axis": [1, 2], "keepdims": True}, [[3, 4, 2]]),
    ("ReduceSum", {"axis": 2}, [[3, 4, 2]]),
    ("Abs", {}, [[5]]),
    ("Square", {}, [[5]]),
    ("Sqrt", {}, [[5]]),
    ("Exp", {}, [[5]]),
    ("Log", {}, [[5]]),
    ("Divide", {}, [[2, 3], [2, 1]]),
    ("Clip", {"x_min": -0.25, "x_max": 0.5}, [[8]]),
    ("Power", {"exponent": 3}, [[5]]),
    ("Power", {"exponent": 2.5}, [[5]]),
    ("ReduceMin", {"axis": -1}, [[3, 4]]),
    ("Equal", {"x2": 0}, [[3, 4]]),
    ("Equal", {}, [[3, 4], [3, 1]]),
    ("Greater", {}, [[3, 1], [1, 4]]),
    ("GreaterEqual", {}, [[3, 4], [4]]),
    ("Less", {"x2": 0.25}, [[3, 4]]),
    ("LessEqual", {}, [[3, 1], [1, 4]]),
    ("ArgMax", {}, [[3, 4]]),
    ("ArgMax", {"axis": 1}, [[3, 4, 2]]),
    ("OneHot", {"num_classes": 3}, [[5]]),
    ("StopGradient", {}, [[3, 2]]),
]
for rank, shape in ((1, [5, 2]), (2, [3, 4, 2]), (3, [2, 3, 2, 2])):
    for kind in ("Average", "Max"):
        NUMBERS.append((f"Global{kind}Pooling{rank}D", {"keepdims": rank == 2}, [shape]))


def tupled(value):
    return tuple(tupled(item) for item in value) if isinstance(value, list) else value


def make(kind, arguments):
    given = {name: tupled(value) for name, value in arguments.items()}
    return PRIMITIVES[kind](**given) if kind in PRIMITIVES else getattr(keras.layers, kind)(**given)


def apply(layer, inputs):
    return layer(inputs if len(inputs) > 1 else inputs[0])


def facts(kind, arguments, shapes):
    layer = make(kind, arguments)
    output = apply(layer, [keras.Input(shape) for shape in shapes])
    if any(length is not None and length < 1 for length in output.shape):
        raise ValueError("empty")
    if kind.endswith("Transpose"):  # its shape inference takes more than TensorFlow does
        layer(tf.ones([1, *shapes[0]]))
    weights = [
        {"name": weight.name, "shape": list(weight.shape), "trainable": weight.trainable}
        for weight in layer.weights
        if weight.name != "seed_generator_state"
    ]
    return {"output": list(output.shape[1:]), "weights": weights}


def all_facts():
    for kind, drawing in [*sorted(DRAWN.items()), *LATER.items()]:
        for _ in range(DRAWS):
            arguments, shapes = drawing()
            case = {"kind": kind, "arguments": arguments, "inputs": shapes}
            try:
                yield {**case, **facts(kind, arguments, shapes)}
            except Exception as problem:  # drawn without a thought; only what Keras takes is kept
                print("left out:", kind, arguments, shapes, str(problem).split("\n")[0][:150], file=sys.stderr)
    for kind, arguments, shapes in REFUSED:
        try:
            facts(kind, arguments, shapes)
            layer = make(kind, arguments)
            apply(layer, [tf.ones([2, *shape]) for shape in shapes])
        except Exception as problem:
            yield {"kind": kind, "arguments": arguments, "inputs": shapes, "error": type(problem).__name__}
            continue
        raise SystemExit(f"Keras takes {kind} {arguments} {shapes}")


def uniform(seed, shape):
    """Numbers in [0, 1): the MurmurHash3 finalizer of index + seed * 0x9E3779B9."""
    with np.errstate(over="ignore"):
        h = np.arange(int(np.prod(shape)), dtype=np.uint32) + np.uint32((seed * 0x9E3779B9) & 0xFFFFFFFF)
        h ^= h >> np.uint32(16)
        h *= np.uint32(0x85EBCA6B)
        h ^= h >> np.uint32(13)
        h *= np.uint32(0xC2B2AE35)
        h ^= h >> np.uint32(16)
    return (h.astype(np.float64) / 4294967296.0).reshape(shape)


def values(tensor):
    return [float(f"{value:.6g}") for value in np.asarray(tensor, dtype="float64").ravel()]


def numbers(kind, arguments, shapes):
    layer = make(kind, arguments)
    low = 0.2 if kind in ("Sqrt", "Log", "Divide", "Power") else -1
    inputs = [
        tf.constant(low + (1 - low) * uniform(100 + index, [2, *shape]), "float32") for index, shape in enumerate(shapes)
    ]
    built = [tuple(x.shape) for x in inputs]
    layer.build(built if len(inputs) > 1 else built[0])
    for index, weight in enumerate(layer.weights):
        weight.assign(uniform(200 + index, weight.shape) - 0.3)
    trained = [weight.value for weight in layer.trainable_weights]
    with tf.GradientTape() as tape:
        tape.watch(inputs)
        y = apply(layer, inputs)
        total = tf.reduce_sum(y * tf.constant(2 * uniform(300, y.shape) - 1, "float32"))
    try:
        gradients = tape.gradient(total, [inputs, trained])
    except LookupError:  # TensorFlow has no gradient here
        gradients = [[], []]
    return {
        "kind": kind,
        "arguments": arguments,
        "inputs": shapes,
        "y": values(y),
        "dx": [[] if gradient is None else values(gradient) for gradient in gradients[0]],
        "dw": {weight.name: values(gradient) for weight, gradient in zip(layer.trainable_weights, gradients[1])},
    }


def all_numbers():
    for case in NUMBERS:
        try:
            yield numbers(*case)
        except Exception as problem:
            print("no numbers:", *case, str(problem).split("\n")[0][:200], file=sys.stderr)


def lines(cases):
    return ",\n".join(json.dumps(case, separators=(",", ":")) for case in cases)


def main():
    known, computed = list(all_facts()), list(all_numbers())
    path = Path(__file__).with_name("all_layers.json")
    path.write_text(f'{{"keras":"{keras.__version__}","facts":[\n{lines(known)}\n],"numbers":[\n{lines(computed)}\n]}}\n')
    print(len(known), "facts,", len(computed), "numbers,", path.stat().st_size, "bytes")


main()

"""Writes activations.json: values and slopes of every activation of Keras's, at its corners too, for
test/compiler/catalogue/activations/lower.test.ts.

Run with Keras 3.15 on TensorFlow: `python test/golden/make_activations.py`.
"""

import json
import os
from pathlib import Path

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"

import keras  # noqa: E402
import numpy as np  # noqa: E402
import tensorflow as tf  # noqa: E402

POINTS = [-7.0, -3.0, -2.0, -1.0, -0.5, 0.0, 0.25, 0.5, 1.0, 2.0, 3.0, 6.0, 6.5]

ACTIVATIONS = (
    "linear relu relu6 leaky_relu elu celu selu gelu sigmoid hard_sigmoid tanh softplus softsign silu swish hard_silu"
    " hard_swish exponential mish log_sigmoid hard_tanh hard_shrink soft_shrink tanh_shrink squareplus sparse_plus"
    " sparse_sigmoid"
).split()


def cases():
    for name in ACTIVATIONS:
        yield f"Activation({name})", keras.activations.get(name)
    for parameters in (
        {"max_value": 6},
        {"max_value": 2},
        {"negative_slope": 0.5},
        {"max_value": 3, "threshold": 1},
        {"max_value": 6, "negative_slope": 0.5},
        {"max_value": 3, "negative_slope": 0.5, "threshold": 1},
    ):
        written = ", ".join(f"{key}={value}" for key, value in parameters.items())
        yield f"ReLU({written})", keras.layers.ReLU(**parameters)
    yield "ELU(alpha=0.7)", keras.layers.ELU(alpha=0.7)
    yield "Clip(-1, 2)", lambda x: keras.ops.clip(x, -1, 2)
    yield "Activation(glu)", lambda x: keras.activations.glu(tf.stack([x, x[::-1]], axis=-1))[:, 0]


def main():
    found = []
    for layer, function in cases():
        x = tf.Variable(np.array(POINTS, "float32"))
        with tf.GradientTape() as tape:
            y = function(x)
            total = tf.reduce_sum(y)
        slope = tape.gradient(total, x)
        found.append({"layer": layer, "y": np.array(y).tolist(), "slope": np.array(slope).tolist()})
    out = {"keras": keras.__version__, "x": POINTS, "cases": found}
    Path(__file__).with_name("activations.json").write_text(json.dumps(out, indent=1) + "\n")


main()

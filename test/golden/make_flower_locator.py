"""Writes flower_locator.json: the twin of examples/flower_locator.cnn in Keras 3, layer by layer, and what trains in each phase.

    python make_flower_locator.py
"""

import json
import os
from pathlib import Path

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
os.environ["CUDA_VISIBLE_DEVICES"] = ""

import keras
from keras import layers

base = keras.applications.Xception(include_top=False, weights=None, input_shape=(224, 224, 3))
x = layers.GlobalAveragePooling2D(name="global_average_pooling2d")(base.output)
species = layers.Dense(5, activation="softmax", name="species")(x)
box = layers.Dense(4, name="box")(x)
model = keras.Model(base.input, [species, box])


def trained():
    return sum(weight.numpy().size for weight in model.trainable_weights)


lines = [f"{layer.name} {','.join(map(str, layer.output.shape[1:]))} {layer.count_params()}" for layer in base.layers[1:]]
for layer in base.layers:
    layer.trainable = False
head = trained()
for layer in base.layers[56:]:
    layer.trainable = True
golden = {
    "base": lines,
    "parameters": model.count_params(),
    "head": head,
    "tune": trained(),
    "first": base.layers[56].name,
}
Path(__file__).with_name("flower_locator.json").write_text(json.dumps(golden, indent=0) + "\n")

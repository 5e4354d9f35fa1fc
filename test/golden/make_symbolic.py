"""Parameters and shapes of examples/fully_convolutional.cnn's twin in Keras, whose height and width are None.

Writes symbolic.json beside itself: python make_symbolic.py
"""

import json
import pathlib

import keras
from keras import layers


def conv(filters, x):
    return layers.Conv2D(filters, 3, padding="same", activation="relu", kernel_initializer="he_normal")(x)


def fully_convolutional(classes=4):
    image = keras.Input((None, None, 3))
    fine = conv(16, conv(16, image))
    middle = conv(32, conv(32, layers.MaxPool2D()(fine)))
    x = conv(64, conv(64, layers.MaxPool2D()(middle)))
    x = layers.UpSampling2D(interpolation="bilinear")(x)
    x = conv(32, layers.Concatenate()([x, middle]))
    x = layers.Conv2DTranspose(16, 2, strides=2)(x)
    x = conv(16, layers.Concatenate()([x, fine]))
    return keras.Model(image, layers.Conv2D(classes, 1, activation="softmax")(x))


def shapes_at(model, height, width):
    """Every layer's shape without the batch, in the order in which the layers were made."""
    known = {id(model.inputs[0]): (1, height, width, 3)}
    shapes = []
    for operation in model.operations[1:]:
        node = operation._inbound_nodes[0]
        given = [known[id(tensor)] for tensor in node.input_tensors]
        shape = operation.compute_output_shape(given if len(given) > 1 else given[0])
        known[id(node.output_tensors[0])] = shape
        shapes.append(list(shape[1:]))
    return shapes


model = fully_convolutional()
golden = {
    "params": model.count_params(),
    "open": [list(operation.output.shape[1:]) for operation in model.operations[1:]],
    "sizes": [
        {"h": h, "w": w, "shapes": shapes_at(model, h, w)} for h, w in [(32, 48), (100, 60)]
    ],
}
path = pathlib.Path(__file__).with_name("symbolic.json")
path.write_text(json.dumps(golden, indent=2) + "\n")

import numpy as np
from keras import ops


def augment_boxes(layers, images, boxes, box_format="center"):
    """Change pictures by layers, and move their boxes, in fractions, with them."""
    first, second = np.split(np.asarray(boxes, "float32"), 2, axis=-1)
    if box_format == "center":
        first, second = first - second / 2, first + second / 2
    size = np.array(images.shape[2:0:-1] * 2, "float32")
    corners = np.concatenate([first, second], axis=-1) * size
    found = {
        "boxes": ops.convert_to_tensor(corners[:, None]),
        "labels": ops.zeros((len(corners), 1)),
    }
    data = {"images": ops.convert_to_tensor(images), "bounding_boxes": found}
    for layer in layers:
        if layer.bounding_box_format is None:
            data["images"] = layer(data["images"], training=True)
        else:
            data = layer(data, training=True)
    images = ops.convert_to_numpy(data["images"])
    size = np.array(images.shape[2:0:-1] * 2, "float32")
    corners = ops.convert_to_numpy(data["bounding_boxes"]["boxes"])[:, 0] / size
    first, second = np.split(np.clip(corners, 0, 1), 2, axis=-1)
    if box_format == "center":
        first, second = (first + second) / 2, second - first
    return images, np.concatenate([first, second], axis=-1)

import numpy as np


def move_box(box, size, new_size, box_format="center", padded=False):
    """Move boxes, in fractions, to what is resized: the middle, or with margins."""
    (height, width), (new_height, new_width) = size, new_size
    kept_height = int(width * new_height / new_width)
    kept_width = int(height * new_width / new_height)
    if padded:
        top = -(max(0, kept_height - height) // 2)
        left = -(max(0, kept_width - width) // 2)
        kept_height, kept_width = height - 2 * top, width - 2 * left
    else:
        kept_height = max(1, min(height, kept_height))
        kept_width = max(1, min(width, kept_width))
        top, left = int((height - kept_height) / 2), int((width - kept_width) / 2)
    first, second = np.split(np.asarray(box, "float64"), 2, axis=-1)
    if box_format == "center":
        first, second = first - second / 2, first + second / 2
    full = np.array([width, height])
    start, kept = np.array([left, top]), np.array([kept_width, kept_height])
    first = np.clip((first * full - start) / kept, 0, 1)
    second = np.clip((second * full - start) / kept, 0, 1)
    if box_format == "center":
        first, second = (first + second) / 2, second - first
    return np.concatenate([first, second], axis=-1).astype("float32")

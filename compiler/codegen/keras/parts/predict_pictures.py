import keras
import numpy as np


def predict_pictures(model, images, preprocess):
    """Give what a model says of a batch of pictures, or of one, without a batch."""
    images = np.asarray(images)
    shape = model.inputs[0].shape[1:]
    batch = images[None] if images.ndim == len(shape) else images
    fits = batch.ndim == len(shape) + 1 and shape[-1] in (None, batch.shape[-1])
    prepared = preprocess(batch) if fits else batch
    sizes = zip(shape, prepared.shape[1:], strict=False)
    if not fits or any(size not in (None, given) for size, given in sizes):
        raise ValueError(
            f"the model takes a picture {shape} or a batch {(None, *shape)}, "
            f"as `preprocess` leaves it: the images are {images.shape}"
        )
    outputs = model.predict(prepared, verbose=0)
    if images.ndim < batch.ndim:
        outputs = keras.tree.map_structure(lambda output: output[0], outputs)
    return outputs

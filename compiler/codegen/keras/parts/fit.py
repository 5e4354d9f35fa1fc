import keras

from .batches import Batches
from .check_pair import check_pair


def fit(
    model,
    train_data,
    valid_data,
    *,
    epochs,
    batch,
    callbacks,
    best=None,
    plateau=None,
    **training,
):
    """Fit a model to a pair `(inputs, targets)` of arrays, or to what `fit` takes.

    `best`: which weights are kept; `plateau`: when the rate falls. Averages of
    weights are what is validated.
    """
    if isinstance(train_data, tuple | list):
        check_pair(model, train_data)
        train_data = Batches(*train_data, batch, **training)
    if isinstance(valid_data, tuple | list):
        check_pair(model, valid_data)
        valid_data = Batches(*valid_data, batch)
    keeping = []
    if model.optimizer.use_ema:
        keeping = [keras.callbacks.SwapEMAWeights(swap_on_epoch=True)]
    if best is not None:
        keeping += [keras.callbacks.EarlyStopping(**best, restore_best_weights=True)]
    if plateau is not None:
        keeping += [keras.callbacks.ReduceLROnPlateau(**plateau)]
    history = model.fit(
        train_data,
        validation_data=valid_data,
        epochs=epochs,
        callbacks=[*callbacks, *keeping],
    )
    return history.history

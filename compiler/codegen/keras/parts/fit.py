from .batches import Batches
from .check_pair import check_pair


def fit(model, train_data, valid_data, *, epochs, batch, callbacks, **training):
    """Fit a model to a pair `(inputs, targets)` of arrays, or to what `fit` takes."""
    if isinstance(train_data, tuple | list):
        check_pair(model, train_data)
        train_data = Batches(*train_data, batch, **training)
    if isinstance(valid_data, tuple | list):
        check_pair(model, valid_data)
        valid_data = Batches(*valid_data, batch)
    history = model.fit(
        train_data,
        validation_data=valid_data,
        epochs=epochs,
        callbacks=list(callbacks),
    )
    return history.history

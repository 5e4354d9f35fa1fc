import math

from .batches import Batches


def updates_of(train_data, batch, accumulate=1, *, balance=None):
    """Give how many updates an epoch of data has: what schedules count."""
    if isinstance(train_data, tuple | list):
        train_data = Batches(*train_data, batch, balance=balance, seed=0)
    return math.ceil(len(train_data) / accumulate)

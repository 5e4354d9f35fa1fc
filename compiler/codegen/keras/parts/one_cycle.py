import math

import keras


class OneCycle(keras.optimizers.schedules.LearningRateSchedule):
    """Up to the greatest rate, then down to a small part of it."""

    def __init__(self, first, most, last, *, steps, rise, anneal):
        super().__init__()
        self.rates = first, most, last
        self.steps = steps
        self.rise = rise
        self.anneal = anneal

    def __call__(self, step):
        """Give the rate of a step, counted from 0."""
        step = keras.ops.cast(step, "float32")
        first, most, last = self.rates
        end = max(1, self.steps - 1)
        top = max(self.rise * (end + 1) - 1, 1e-9)
        up = self.between(first, most, keras.ops.minimum(step / top, 1.0))
        part = (step - top) / max(end - top, 1e-9)
        down = self.between(most, last, keras.ops.clip(part, 0.0, 1.0))
        return keras.ops.where(step <= top, up, down)

    def between(self, start, end, part):
        """Give what lies a part of the way along half a wave, or a line."""
        if self.anneal == "linear":
            return start + (end - start) * part
        return end + (start - end) / 2 * (1 + keras.ops.cos(math.pi * part))

    def get_config(self):
        """Give what makes one like it."""
        first, most, last = self.rates
        return {
            "first": first,
            "most": most,
            "last": last,
            "steps": self.steps,
            "rise": self.rise,
            "anneal": self.anneal,
        }

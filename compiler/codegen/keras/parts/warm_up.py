import keras


class WarmUp(keras.optimizers.schedules.LearningRateSchedule):
    """A rate that rises along a line before a schedule, or one rate, begins."""

    def __init__(self, after, *, start, target, steps):
        super().__init__()
        self.after = after
        self.start = start
        self.target = target
        self.steps = steps

    def __call__(self, step):
        """Give the rate of a step, counted from 0."""
        step = keras.ops.cast(step, "float32")
        rising = self.start + (self.target - self.start) * step / self.steps
        later = self.after
        if callable(later):
            later = later(keras.ops.maximum(step - self.steps, 0.0))
        return keras.ops.where(step < self.steps, rising, later)

    def get_config(self):
        """Give what makes one like it."""
        return {
            "after": self.after,
            "start": self.start,
            "target": self.target,
            "steps": self.steps,
        }

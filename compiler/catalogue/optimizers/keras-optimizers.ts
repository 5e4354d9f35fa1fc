/** Optimizers of Keras; what has no entry of these is not here yet. */
export const kerasOptimizers: ReadonlySet<string> = new Set(
  'Adadelta Adafactor Adagrad AdamW Adamax Ftrl Lamb Lion Muon ScheduleFreeAdamW'.split(' '),
);

/** Keras's parameters of every optimizer that are not supported yet. */
const missingOptimizerParameters = Object.fromEntries(
  `weight_decay clipnorm clipvalue global_clipnorm use_ema ema_momentum ema_overwrite_frequency
  loss_scale_factor`
    .split(/\s+/)
    .map((name) => [name, '']),
);

/** Keras's parameters of every optimizer that are not supported, each with the reason. */
export const unsupportedOptimizerParameters: Readonly<Record<string, string>> = {
  ...missingOptimizerParameters,
  gradient_accumulation_steps: 'write `accumulate = k` in the phase or the train block',
};

/** Optimizers of Keras; what has no entry of these is not here yet. */
export const kerasOptimizers: ReadonlySet<string> = new Set(['ScheduleFreeAdamW']);

/** Keras's parameters of every optimizer that are not supported, each with the reason. */
export const unsupportedOptimizerParameters: Readonly<Record<string, string>> = {
  loss_scale_factor: 'everything is computed in float32',
  gradient_accumulation_steps: 'write `accumulate = k` in the phase or the train block',
};

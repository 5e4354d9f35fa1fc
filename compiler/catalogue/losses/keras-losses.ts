import { namesIn } from '../entry/entry.ts';

/** Losses of Keras; what has no entry of these is not here yet. */
export const kerasLosses: ReadonlySet<string> = new Set(
  namesIn(`BinaryFocalCrossentropy CTC CategoricalGeneralizedCrossEntropy CategoricalHinge
  Circle CosineSimilarity Hinge KLDivergence LogCosh MeanAbsolutePercentageError
  MeanSquaredLogarithmicError Poisson SquaredHinge binary_focal_crossentropy
  categorical_hinge circle cosine_similarity ctc hinge kl_divergence kld
  log_cosh mape mean_absolute_percentage_error mean_squared_logarithmic_error msle poisson squared_hinge`),
);

import { all, foreignWord } from './foreign-word.ts';

/** Parameters of other frameworks that have no counterpart and need none, with the reason; nothing is lost without them. */
const needless: Readonly<Record<string, string>> = {
  ...all('in_channels in_features num_features n_channels input_channels', 'it follows from the input'),
  ...all('inplace', 'memory is written over wherever that is safe'),
  ...all('device gpu', 'an engine is chosen when the network runs'),
  ...all('return_indices return_state', 'a layer gives one tensor'),
  ...all('track_running_stats', 'a BatchNormalization always tracks them'),
  ...all('training is_training', 'a run knows when it trains'),
  ...all('dim_ordering image_dim_ordering', 'images are always channels-last (height, width, channels)'),
  ...all('requires_grad verbose', 'there is no such choice'),
};

/** Those that are not had, or are said otherwise. */
const missing: Readonly<Record<string, string>> = {
  ...all('start_dim end_dim', '`Flatten` keeps nothing but the batch'),
  ...all('ceil_mode', 'a window that does not fit is left out, or `padding=same` rounds up'),
  ...all('affine', 'whether it scales is `scale`, whether it shifts `center`'),
  ...all('align_corners', 'pixels are counted by their centres'),
  ...all('padding_mode pad_mode', 'what is added around is zeros'),
  ...all('nb_col', '`kernel_size` gives both sizes'),
  ...all('batch_normalize', 'a layer of its own does it: `BatchNormalization`, behind this one'),
  ...all('weight_decay decay', 'a penalty on the kernel is `kernel_regularizer=L2(…)`'),
  ...all('W_learning_rate lr_mult lr_multiplier', 'a phase multiplies rates: `rates = [0.1 * base]`'),
  ...all('antialias', 'there is no such choice'),
};

/** A parameter of another framework that has no counterpart. */
interface Uncounted {
  readonly reason: string;
  /** Whether it says what is lost without it. */
  readonly isLossy?: true;
}

/** Why a parameter of another framework has no counterpart; undefined for a word that is none. */
export function withoutCounterpart(name: string): Uncounted | undefined {
  const reason = foreignWord(needless, name);
  if (reason !== undefined) return { reason };
  const lost = foreignWord(missing, name);
  return lost === undefined ? undefined : { reason: lost, isLossy: true };
}

import { all, foreignWord } from './foreign-word.ts';

/** Parameters of other frameworks that have no counterpart, with the reason; they are left out. */
const needless: Readonly<Record<string, string>> = {
  ...all('in_channels in_features num_features n_channels input_channels', 'it follows from the input'),
  ...all('inplace', 'memory is written over wherever that is safe'),
  ...all('device gpu', 'an engine is chosen when the network runs'),
  ...all('start_dim end_dim', '`Flatten` keeps nothing but the batch'),
  ...all('ceil_mode', 'a window that does not fit is left out, or `padding=same` rounds up'),
  ...all('return_indices return_state', 'a layer gives one tensor'),
  ...all('affine', 'whether it scales is `scale`, whether it shifts `center`'),
  ...all('track_running_stats', 'a BatchNormalization always tracks them'),
  ...all('align_corners', 'pixels are counted by their centres'),
  ...all('padding_mode pad_mode', 'what is added around is zeros'),
  ...all('training is_training', 'a run knows when it trains'),
  ...all('dim_ordering image_dim_ordering', 'images are always channels-last (height, width, channels)'),
  ...all('nb_col', '`kernel_size` gives both sizes'),
  ...all('batch_normalize', 'a layer of its own does it: `BatchNormalization`, behind this one'),
  ...all('weight_decay decay', 'a penalty on the kernel is `kernel_regularizer=L2(…)`'),
  ...all('W_learning_rate lr_mult lr_multiplier', 'an optimizer has one rate; a phase freezes layers'),
  ...all('antialias requires_grad verbose', 'there is no such choice'),
};

/** Why a parameter of another framework has no counterpart; undefined for a word that is none. */
export const needlessBecause = (name: string): string | undefined => foreignWord(needless, name);

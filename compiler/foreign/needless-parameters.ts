/** Parameters of other frameworks that have no counterpart, with the reason; they are left out. */
const needless: Readonly<Record<string, string>> = {
  'in_channels in_features num_features n_channels input_channels': 'it follows from the input',
  inplace: 'memory is written over wherever that is safe',
  'device gpu': 'an engine is chosen when the network runs',
  'start_dim end_dim': '`Flatten` keeps nothing but the batch',
  ceil_mode: 'a window that does not fit is left out, or `padding=same` rounds up',
  'return_indices return_state': 'a layer gives one tensor',
  affine: 'whether it scales is `scale`, whether it shifts `center`',
  track_running_stats: 'a BatchNormalization always tracks them',
  align_corners: 'pixels are counted by their centres',
  'padding_mode pad_mode': 'what is added around is zeros',
  'training is_training': 'a run knows when it trains',
  'dim_ordering image_dim_ordering': 'images are always channels-last (height, width, channels)',
  nb_col: '`kernel_size` gives both sizes',
  batch_normalize: 'a layer of its own does it: `BatchNormalization`, behind this one',
  'weight_decay decay': 'a penalty on the kernel is `kernel_regularizer=L2(…)`',
  'W_learning_rate lr_mult lr_multiplier': 'an optimizer has one rate; a phase freezes layers',
  'antialias requires_grad verbose': 'there is no such choice',
};

const reasons = new Map(
  Object.entries(needless).flatMap(([words, reason]) =>
    words.split(' ').map((word) => [word, reason] as const),
  ),
);

/** Why a parameter of another framework has no counterpart; undefined for a word that is none. */
export const needlessBecause = (name: string): string | undefined => reasons.get(name);

import {
  all,
  elsewhere,
  type ForeignWord,
  type ForeignWords,
  leaveOut,
  needless,
  within,
} from './foreign-word.ts';

const ofOptimizer = elsewhere(
  'it belongs to the optimizer: `optimizer = SGD(learning_rate=0.01, momentum=0.9, clipnorm=1)`',
);
const ofSource = elsewhere('it belongs to the data: `source = folder("pictures")`');
const perPhase = elsewhere(
  'it belongs to the optimizer: `optimizer = Adam(learning_rate=CosineDecay(0.001))`',
);
const ofLoss = elsewhere('it belongs to the loss: `SparseCategoricalCrossentropy(from_logits=true)`');
const parts = elsewhere('the data block says it: `split { train = 80%  valid = 20% }`');

/** What `fit` and the loops of other libraries are told, wherever settings stand; those with another name here say it themselves. */
const everywhere: ForeignWords = {
  ...all(
    'shuffle shuffle_buffer shuffle_buffer_size buffer_size reshuffle',
    needless('the training part is shuffled anew in every epoch'),
  ),
  ...all(
    'prefetch prefetch_buffer workers num_workers use_multiprocessing pin_memory max_queue_size threads',
    needless('examples are always prepared ahead, in threads of their own'),
  ),
  cache: needless('what has been decoded is kept in memory as far as it fits'),
  ...all(
    'callbacks callback hooks',
    leaveOut(
      '`monitor = val_loss  patience = 5` keeps the best weights and stops early, `learning_rate=ReduceLROnPlateau(0.001)` in the optimizer lowers the rate, and a checkpoint and a line of `log.jsonl` follow each epoch',
    ),
  ),
  ...all('save_best_only save_best keep_best restore_best_weights load_best_model_at_end', {
    instead: 'write `monitor = val_loss`',
    whole: () => 'monitor = loss',
    isLossy: true,
  }),
  ...all('early_stopping early_stop EarlyStopping', {
    instead: 'write `monitor = val_loss  patience = 5`',
    whole: () => 'monitor = loss  patience = 5',
    isLossy: true,
  }),
  ...all('mode', needless('which end of a measure is better follows from the measure')),
  ...all(
    'checkpoint checkpoints save_weights_only save_freq model_checkpoint save_path log_dir',
    leaveOut('a run folder keeps the last checkpoint and a log; `cnnc run --out DIR` names it'),
  ),
  ...all(
    'class_weight class_weights sample_weight sample_weights',
    leaveOut(
      'the data block says it: `balance = class_weights` weighs losses, `balance = oversample` draws classes equally often',
    ),
  ),
  ...all('validation_split validation_data val_split valid_split test_split test_size', parts),
  ...all(
    'steps_per_epoch validation_steps steps iterations max_batches',
    leaveOut('an epoch is all of the training part, once'),
  ),
  ...all(
    'verbose progress progress_bar',
    needless('progress is shown; `cnnc run --json` prints it for programs'),
  ),
  from_logits: ofLoss,
  label_smoothing: elsewhere('write it with the loss: `SparseCategoricalCrossentropy(label_smoothing=0.1)`'),
  ...all(
    'device devices gpu gpus cuda engine backend accelerator strategy',
    needless('where it runs is said when it runs: `cnnc run --engine auto`'),
  ),
  ...all(
    'mixed_precision precision amp fp16 dtype dtype_policy',
    needless('everything is computed in float32'),
  ),
  ...all(
    'jit_compile run_eagerly steps_per_execution auto_scale_loss compile',
    needless('every step is compiled'),
  ),
  ...all('initial_epoch resume', needless('`cnnc run --resume --out DIR` goes on with a run')),
  ...all(
    'lr learning_rate momentum weight_decay clipnorm clipvalue global_clipnorm nesterov beta_1',
    ofOptimizer,
  ),
  ...all(
    'decay lr_decay scheduler lr_scheduler schedule lr_schedule learning_rate_schedule policy burn_in',
    perPhase,
  ),
  subdivisions: elsewhere(
    'Darknet divides its batch: `batch = 8  accumulate = 8` for a batch of 64 in 8 parts',
  ),
  ...all('gradient_checkpointing checkpointing remat', {
    instead: 'write `recompute = auto`',
    whole: () => 'recompute = auto',
  }),
};

const seedOfData = elsewhere('it belongs to the data block: `seed = 1`, or give `cnnc run --seed 1`');

const weightOfLoss = all(
  'loss_weights loss_weight weight weights',
  within('objective', 'each objective has its own: `objective label { loss = …  weight = 0.5 }`'),
);

export const trainWords: ForeignWords = {
  ...everywhere,
  ...weightOfLoss,
  ...all(
    'epochs epoch num_epochs n_epochs max_epochs nb_epoch',
    within('phase', '`epochs` belongs into a phase: `phase main { epochs = 10 … }`'),
  ),
  ...all(
    'optimizer optim opt',
    within('phase', '`optimizer` belongs into a phase: `phase main { … optimizer = Adam }`'),
  ),
  ...all(
    'loss losses criterion loss_fn',
    within('objective', '`loss` belongs into an objective: `objective label { loss = … }`'),
  ),
  ...all(
    'metrics metric',
    within('objective', '`metrics` belong into an objective: `objective label { … metrics = [accuracy] }`'),
  ),
  ...all('seed random_state random_seed', seedOfData),
  ...all('trainable freeze frozen', elsewhere('a phase freezes layers: `phase head { freeze base … }`')),
  ...all('data_dir path directory folder', ofSource),
  data: elsewhere('the head of the block names it: `train Model on Data { … }`'),
};

export const phaseWords: ForeignWords = {
  ...everywhere,
  ...weightOfLoss,
  ...all(
    'loss losses criterion loss_fn metrics metric',
    within('objective', 'it belongs into an objective: `objective label { loss = …  metrics = [accuracy] }`'),
  ),
  ...all('seed random_state random_seed', seedOfData),
  ...all('trainable frozen', elsewhere('write `freeze base`, or leave it out and all layers train')),
};

export const objectiveWords: ForeignWords = {
  from_logits: ofLoss,
  label_smoothing: elsewhere('write it with the loss: `SparseCategoricalCrossentropy(label_smoothing=0.1)`'),
  ...all(
    'class_weight class_weights sample_weight',
    leaveOut(
      'the data block says it: `balance = class_weights` weighs losses, `balance = oversample` draws classes equally often',
    ),
  ),
  ...all('activation', elsewhere('it belongs to the layer: `Dense(10, activation=softmax)`')),
  ...all('optimizer', within('phase', 'it belongs into a phase: `phase main { … optimizer = Adam }`')),
};

const splitOf: ForeignWord = {
  instead: 'write `split { train = 80%  valid = 20% }`',
  whole(value) {
    const share = /^\d*\.?\d+$/.test(value) ? Number(value) : NaN;
    if (!(share > 0 && share < 1)) return undefined;
    const percent = (part: number): string => `${Number((part * 100).toFixed(6))}%`;
    return `split { train = ${percent(1 - share)}  valid = ${percent(share)} }`;
  },
};

const sourceOf: ForeignWord = {
  instead: 'write `source = folder("pictures")`',
  whole: (value) => (/^"[^"{}]*"$/.test(value) ? `source = folder(${value})` : undefined),
};

const resizing: ForeignWord = {
  instead: 'write `prepare { Resizing(height, width) }`',
  whole(value) {
    const sizes = /^[[(]?\s*(\d+)(?:\s*,\s*(\d+))?(?:\s*,\s*\d+)?\s*[\])]?$/.exec(value);
    const [, height, width = height] = sizes ?? [];
    return height === undefined ? undefined : `prepare { Resizing(${height}, ${width}) }`;
  },
};

const ofTrain = (key: string): ForeignWord =>
  elsewhere(`it belongs into the train block: \`train Model on Data { ${key} … }\``);

export const dataWords: ForeignWords = {
  ...everywhere,
  ...all('batch batch_size batchsize minibatch', ofTrain('batch = 32')),
  ...all('accumulate gradient_accumulation_steps accumulation_steps', ofTrain('accumulate = 4')),
  ...all('epochs steps_per_epoch', ofTrain('phase main { epochs = 10 }')),
  ...all('validation_split val_split valid_split test_size test_split', splitOf),
  ...all('path dir directory root folder data_dir train_dir root_dir location', sourceOf),
  ...all('image_size img_size target_size input_size resize', resizing),
  ...all('class_weight class_weights balanced', {
    instead: 'write `balance = class_weights`, which weighs the losses of classes',
    whole: () => 'balance = class_weights',
    isLossy: true,
  }),
  ...all('oversample weighted_sampler', {
    instead: 'write `balance = oversample`, which draws classes equally often',
    whole: () => 'balance = oversample',
    isLossy: true,
  }),
  ...all('rescale normalize scale', {
    instead: 'write `prepare { Rescaling(1/255) }`',
    whole: () => 'prepare { Rescaling(1/255) }',
    isLossy: true,
  }),
  ...all('classes num_classes n_classes nb_classes label labels label_mode class_mode class_names names', {
    instead: 'a field says how many classes there are: `field label: class[10]`',
    whole: (value) => (/^\d+$/.test(value) ? `field label: class[${value}]` : undefined),
  }),
  ...all(
    'augmentation transform transforms data_augmentation',
    elsewhere('write `augment { RandomFlip(horizontal) }`'),
  ),
  ...all(
    'color_mode channels grayscale',
    elsewhere('a source says its channels; pictures of a folder have three'),
  ),
  ...all('train valid val validation test', parts),
  ...all('loss optimizer metrics', ofTrain('…')),
};

export const splitWords: ForeignWords = {
  ...all('seed random_state', elsewhere('`seed` stands in the data block, beside `split`')),
  ...all('shuffle', needless('examples are always shuffled before they are divided')),
  ...all(
    'stratify stratified stratify_by stratify_by_column',
    needless('each part has each class in proportion, unless `by` says otherwise'),
  ),
};

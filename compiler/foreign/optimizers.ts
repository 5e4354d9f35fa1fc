import { all, called, elsewhere, type ForeignWords, leaveOut, needless } from './foreign-word.ts';

const nearest = (text: string) => ({ instead: `it is not built yet; \`${text}\` is the nearest`, text });

/** Optimizers of other libraries and of Keras that are not here yet. */
export const optimizerWords: ForeignWords = {
  ...all(
    'AdamW adamw Adamax adamax Adafactor Lamb LAMB Lion Muon RAdam AdaBelief FusedAdam adamDelta',
    nearest('Adam'),
  ),
  ...all('Adagrad adagrad Adadelta adadelta Ftrl Rprop ASGD ScheduleFreeAdamW', nearest('RMSprop')),
  ...all('LBFGS lbfgs', elsewhere('it needs all examples at once; take `Adam` or `SGD(momentum=0.9)`')),
};

const constantRate = leaveOut('the rate stays within a phase as yet; write a phase for each rate');
const noDecay = leaveOut('not yet; `kernel_regularizer=l2(1e-4)` on the layers is what there is');
const noClipping = leaveOut('gradients are not clipped yet; a smaller `learning_rate` keeps steps small');

/** Parameters of optimizers by their names elsewhere. */
export const optimizerParameterWords: ForeignWords = {
  ...all('lr rate alpha_lr step_size base_lr', called('learning_rate')),
  ...all('eps', called('epsilon')),
  beta1: called('beta_1'),
  beta2: called('beta_2'),
  betas: {
    instead: 'write `beta_1=0.9, beta_2=0.999`',
    whole(value) {
      const [, first, second] = /^[[(]\s*([\d.e-]+)\s*,\s*([\d.e-]+)\s*,?\s*[\])]$/.exec(value) ?? [];
      return first === undefined ? undefined : `beta_1=${first}, beta_2=${second ?? ''}`;
    },
  },
  ...all('decay lr_decay learning_rate_decay schedule gamma', constantRate),
  ...all('weight_decay l2', noDecay),
  ...all('clipnorm clipvalue global_clipnorm clip_norm max_norm clip_value', noClipping),
  ...all('use_ema ema_momentum ema_overwrite_frequency', leaveOut('averaged weights are not kept yet')),
  loss_scale_factor: needless('everything is computed in float32'),
  ...all('dampening maximize', leaveOut('it has no counterpart here')),
  ...all('foreach fused capturable differentiable', needless('it has no counterpart here')),
  ...all('params parameters', needless('all that a phase does not freeze is trained')),
  name: needless('an optimizer needs no name'),
};

/** Where an optimizer has a parameter of another one. */
export const parameterWordsOf: Readonly<Record<string, ForeignWords>> = {
  SGD: { beta_1: called('momentum'), ...all('beta_2 epsilon rho', leaveOut('`SGD` has none')) },
  Adam: {
    momentum: called('beta_1'),
    rho: called('beta_2'),
    nesterov: leaveOut('`Nadam` is Adam with Nesterov momentum'),
  },
  Nadam: { momentum: called('beta_1'), rho: called('beta_2'), nesterov: needless('`Nadam` always has it') },
  RMSprop: {
    alpha: called('rho'),
    ...all('beta_1', called('momentum')),
    nesterov: leaveOut('`RMSprop` has none'),
  },
};

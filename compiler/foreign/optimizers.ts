import { all, called, elsewhere, type ForeignWords, leaveOut, needless } from './foreign-word.ts';

const nearest = (text: string) => ({ instead: `it is not built yet; \`${text}\` is the nearest`, text });

/** Optimizers of other libraries and of Keras that are not here yet. */
export const optimizerWords: ForeignWords = {
  ...all('RAdam AdaBelief', nearest('Adam')),
  ...all('ScheduleFreeAdamW', nearest('AdamW')),
  ...all('LARS Lars', nearest('Lamb')),
  ...all('Rprop ASGD', nearest('RMSprop')),
  MultiOptimizer: elsewhere(
    'a phase has one optimizer; `rates = [0.1 * base]` in it multiplies the rate of some layers',
  ),
  ...all('LBFGS lbfgs', elsewhere('it needs all examples at once; take `Adam` or `SGD(momentum=0.9)`')),
};

const scheduled = elsewhere(
  'a schedule stands where the rate does: `learning_rate=ExponentialDecay(0.01, decay_steps=epochs(1), decay_rate=0.9)`',
);

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
  ...all('decay lr_decay learning_rate_decay schedule gamma lr_scheduler', scheduled),
  ...all('l2 wd decay_rate weight_decay_rate', called('weight_decay')),
  ...all('clip_value clip_grad_value gradient_clip_val max_grad_value', called('clipvalue')),
  ...all('clip_norm clip_grad_norm max_norm max_grad_norm grad_clip', called('global_clipnorm')),
  ...all('ema average_weights', called('use_ema')),
  ...all('ema_decay average_decay', called('ema_momentum')),
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

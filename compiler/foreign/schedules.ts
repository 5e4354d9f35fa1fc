import { all, called, elsewhere, type ForeignWords, needless } from './foreign-word.ts';

/** Parameters of schedules by their names elsewhere. */
export const schedulesParameterWords: ForeignWords = {
  ...all('lr base_lr init_lr init_value initial_lr learning_rate', called('initial_learning_rate')),
  ...all('max_lr peak_lr', called('max_learning_rate')),
  ...all('eta_min end_lr final_lr', called('end_learning_rate')),
  ...all('T_max total_iters', called('decay_steps')),
  ...all('T_0', called('first_decay_steps')),
  ...all('T_mult', called('t_mul')),
  ...all('gamma', called('decay_rate')),
  ...all('milestones', called('boundaries')),
  ...all('pct_start', called('rise')),
  ...all('anneal_strategy', called('anneal')),
  ...all('warmup warmup_length', called('warmup_steps')),
  ...all('warmup_epochs', elsewhere('write `warmup_steps=epochs(5)`')),
  ...all('decay_epochs epochs', elsewhere('write `decay_steps=epochs(10)`')),
  ...all('threshold', called('min_delta')),
  ...all('verbose last_epoch mode name', needless('there is no such choice')),
};

import { all, called, type ForeignWord, type ForeignWords, needless } from './foreign-word.ts';

/** A length that is told in epochs. */
const inEpochs = (parameter: string, usual: number): ForeignWord => ({
  instead: `write \`${parameter}=epochs(${String(usual)})\``,
  whole: (value) => (/^[\d.]+$/.test(value) ? `${parameter}=epochs(${value})` : undefined),
});

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
  ...all('warmup_epochs', inEpochs('warmup_steps', 5)),
  ...all('decay_epochs epochs', inEpochs('decay_steps', 10)),
  ...all('threshold', called('min_delta')),
  ...all('verbose last_epoch mode name', needless('there is no such choice')),
};

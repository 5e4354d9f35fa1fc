import { defineSetting } from './define-setting.ts';

export const monitor = defineSetting({
  kind: 'monitor',
  elsewhere: 'metric_for_best_model best_metric checkpoint_monitor monitor_metric',
  doc: 'The measure whose best epoch’s weights the phase ends with and the run keeps: `val_accuracy`, as the log names it.',
  sections: ['train', 'phase'],
  accepts: { type: 'measure' },
  default: null,
  weights: true,
});

import { defineSetting } from './define-setting.ts';

export const folds = defineSetting({
  kind: 'folds',
  elsewhere: 'k n_splits kfold k_fold k_folds n_folds cross_validation cv',
  doc: 'Into how many folds what is no test part is divided: each is the validation part of one run, `cnnc run --fold 2`, and the others are trained on.',
  sections: ['split'],
  accepts: { type: 'integer', minimum: 2, maximum: 1000 },
  default: null,
});

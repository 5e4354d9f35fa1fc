import type { Explanations } from '../../grammar/explanation.ts';

/** CNN690 to CNN699: files of weights. */
export const weightFileExplanations: Explanations = {
  CNN690: {
    title: 'a file of weights holds more than the model has',
    rule: 'Every weight of the model was found by its name, and the file has others besides, which are left. Where layers are found by their order, such a file is an error: another layer may have taken the place of the one that is meant.',
    remedy: 'Add the layers to the model where they are wanted; else nothing has to be done.',
  },
};

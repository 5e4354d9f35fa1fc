import type { Explanations } from '../../grammar/explanation.ts';

/** CNN652, and CNN690 to CNN699: files of weights. */
export const weightFileExplanations: Explanations = {
  CNN652: {
    title: 'weights that are no numbers any more',
    rule: 'A file has NaN or infinite numbers for weights of the model. What they are multiplied with is NaN too: a network that has them predicts nothing, and its loss ends a run in its first step.',
    remedy:
      'Take weights of before the loss became NaN (a lower learning rate keeps them), or leave out `weights=…`, so that they begin anew.',
  },
  CNN693: {
    title: 'a build does not learn what its weights mean',
    rule: 'A build takes the names of its classes, and what its boxes are encoded as, from the `run.json` beside the weights. That file is there and is not what the run wrote: it was damaged or edited, which its checksum shows.',
    remedy:
      'Take `run.json` from a copy of the run, or train again; the weights themselves are not concerned.',
  },
  CNN692: {
    title: 'a file may have gamma for beta',
    rule: 'A normalisation with `center=false` has gamma, one with `scale=false` has beta, and both have the same shape. A `.h5` file names them, so that each goes to its place, or is refused where it has none. In `.weights.h5` and `.keras` files weights are numbered: the one that is there is taken for the one that the model has.',
    remedy:
      'Give the layer here the `center` and `scale` that it had in Keras, or save the weights as `.h5`.',
  },
  CNN690: {
    title: 'a file of weights holds more than the model has',
    rule: 'Every weight of the model was found by its name, and the file has others besides, which are left. Where layers are found by their order, such a file is an error: another layer may have taken the place of the one that is meant.',
    remedy: 'Add the layers to the model where they are wanted; else nothing has to be done.',
  },
};

import type { Explanations } from '../../grammar/explanation.ts';

/** CNN750 to CNN754, CNN757, CNN758: using what a run has trained. */
export const trainedExplanations: Explanations = {
  CNN750: {
    title: 'a run without its texts',
    rule: '`evaluate`, `predict`, `report` and `export` take a model from the run’s folder alone: `run.json` holds the text of the specification and of all that it imports, each with its digest. Runs of the first versions hold none, and texts that a person has changed no longer come to their digests.',
    remedy:
      'Train it again, or build from the .cnn file with the run’s weights: `cnnc build FILE --weights RUN`.',
  },
  CNN751: {
    title: 'the run’s text no longer compiles',
    rule: 'A run was made with one version of cnnc. What its text says may mean something else to another, or be refused by it.',
    remedy: 'Use the version that made the run, or mend the text and train it again.',
  },
  CNN752: {
    title: 'another engine than the run’s',
    rule: 'What a run has trained is evaluated on the engine that trained it, so that figures are equal to the run’s own. Where that engine is not here, the fastest that is here computes the same in another order, so that last digits may differ.',
    remedy: 'Install the engine (`cnnc engines` says how), or name one with `--engine`.',
  },
  CNN753: {
    title: 'the data has other classes than the run',
    rule: 'A class is a number to the network, and the run holds the names of its numbers. Data with other folders would give the numbers other names, and every figure would be of the wrong class.',
    remedy:
      'Give data with the same class folders, each with a picture at least; figures of some classes alone are in the tables of all.',
  },
  CNN754: {
    title: 'no examples in that part',
    rule: '`--part` takes a part of the data as the run split it: `train`, `valid` or `test`, or `all`.',
    remedy: 'Take a part that the data block’s `split` gives examples to.',
  },
  CNN758: {
    title: 'the data has changed since the run',
    rule: 'Which examples a run was trained on follows from its data: a file more or less, and the parts are others. Figures of all of it are better than those of data that the network has not seen.',
    remedy:
      'Give back what was added or taken away, or keep data to evaluate on in a directory of its own: `--data NAME=PATH`.',
  },
  CNN757: {
    title: 'a report is kept',
    rule: 'A report of a run whose data cannot be read has its curves, but no examples: it takes the place of no page that is there, which may have them.',
    remedy: 'Give the data with `--data NAME=PATH`, another place with `-o`, or `--force`.',
  },
};

import type { Explanations } from '../../grammar/explanation.ts';

/** CNN760 to CNN769: predicting for pictures. */
export const predictExplanations: Explanations = {
  CNN760: {
    title: 'several inputs, and one picture',
    rule: '`cnnc predict` gives each picture to the input of the model. Which of several inputs it is meant for, and what the others get, files do not say.',
    remedy: 'Build the model (`cnnc build`) for a program of your own that gives it all of its inputs.',
  },
  CNN761: {
    title: 'nothing could be predicted',
    rule: 'A file that is no picture, or cannot be read, is named and left out, and the others go on. Where none is left, the command fails.',
    remedy:
      'Give pictures (JPEG, PNG, GIF, WebP, BMP or TIFF), folders that have some, or a pattern in quotes that matches some, as `"photos/**/*.jpg"`.',
  },
  CNN762: {
    title: 'something else is in the place of the predictions',
    rule: '`cnnc predict --out` writes a folder of its own: `index.html`, and the drawn pictures in `pictures`. A file, a folder that holds anything else, and the one that the command runs in stay as they are, whatever is forced.',
    remedy: 'Give `--out` the name of a folder that is new or empty.',
  },
  CNN763: {
    title: 'earlier predictions are in the place',
    rule: 'A folder that `cnnc predict --out` has written is replaced only where that is said.',
    remedy: 'Give another name, or `--force`.',
  },
  CNN764: {
    title: 'drawn pictures among those that are read',
    rule: 'A folder is read with all that is in it. Pictures that are drawn into it would be predicted for the next time, and be learned from where it is data.',
    remedy: 'Give `--out` a folder beside it.',
  },
  CNN765: {
    title: 'predictions cannot be written',
    rule: 'The folder of `--out` is made beside its place and put there when all is done, so that it is whole or not there. The system refused it.',
    remedy: 'Do what the message says, or give another place.',
  },
};

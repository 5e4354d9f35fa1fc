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
};

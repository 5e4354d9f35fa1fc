import type { Explanations } from '../../grammar/explanation.ts';

/** CNN760 to CNN769: predicting for pictures. */
export const predictExplanations: Explanations = {
  CNN766: {
    title: 'a run without a report',
    rule: 'A run is whole when its last epoch is written. The page about it is made afterwards, from its folder; where that fails, out of memory say, the run has ended well nevertheless, and its exit code says so.',
    remedy:
      'Make the page again with `cnnc report RUN`, without pictures or of fewer examples (`--part`) where the machine has too little memory.',
  },
  CNN767: {
    title: 'runs that cannot be listed',
    rule: '`cnnc runs DIR` reads the folders in a directory. One that is not there, or may not be read, is an error; only the usual one, `runs`, need not be there yet.',
    remedy: 'Correct the path.',
  },
  CNN768: {
    title: 'a run that says nothing of itself',
    rule: 'What a run was made from stands in its `run.json`, with a checksum. Where that is damaged or cannot be read, the run is named and left out of the list, and no command goes on with it.',
    remedy:
      'Put the file back from a copy. Its weights can be read without it: `weights="RUN/weights.safetensors"`.',
  },
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

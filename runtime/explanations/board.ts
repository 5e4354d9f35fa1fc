import type { Explanations } from '../../grammar/explanation.ts';

/** CNN785 to CNN786: files for TensorBoard. */
export const boardExplanations: Explanations = {
  CNN785: {
    title: 'no more files for TensorBoard',
    rule: 'What `--tensorboard` writes lies beside the run and is not needed by it. Where the disk is full, or the folder cannot be written, the run is trained to its end without it. The event files that are there stay whole.',
    remedy:
      'Do what the fix says. A run that is gone on with (`--resume`) adds the losses and metrics of the epochs that are missing there.',
  },
  CNN786: {
    title: 'files for TensorBoard of another run',
    rule: 'TensorBoard draws all event files of a folder as one run. A run that begins does not write into a folder that has some already: two runs would be one line that jumps.',
    remedy:
      'Give each run a folder, as `--tensorboard logs/second`, and start `tensorboard --logdir logs`; or write `--tensorboard` alone.',
  },
};

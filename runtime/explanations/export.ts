import type { Explanations } from '../../grammar/explanation.ts';

/** CNN775 to CNN784: exporting what a run has trained. */
export const exportExplanations: Explanations = {
  CNN775: {
    title: 'something is in the place of an export',
    rule: '`cnnc export` does not write over a file that is there, unless `--force` says so, and never over a folder.',
    remedy: 'Give another place with `-o`, or `--force`.',
  },
  CNN776: {
    title: 'an export that cannot be written',
    rule: 'The file is written beside its place, then renamed, so that it is whole or not there; the system refused one of both.',
    remedy: 'Do what the message says, or choose another place with `-o`.',
  },
  CNN777: {
    title: 'a layer that Keras alone does not compute',
    rule: 'A `.keras` file holds a model of Keras’s own layers and operations, so that it opens wherever Keras is. Some layers are computed otherwise by Keras: depthwise convolutions of unequal strides, which it refuses on TensorFlow, RMSNormalization over other axes than the last, and a Divide of tensors of several ranks.',
    remedy:
      'Build code for Keras, which brings what is missing (`cnnc build FILE --target keras`), or export to `onnx`, `savedmodel` or `tfjs`.',
  },
  CNN778: {
    title: 'an export that is too large',
    rule: 'HDF5 is written by its own library in WebAssembly, which has 2 GiB for a tensor, and a `.keras` archive has no more than 4 GiB.',
    remedy: 'Export to `safetensors`.',
  },
};

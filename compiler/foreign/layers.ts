import { all, elsewhere, type ForeignWords } from './foreign-word.ts';

const ofSequences = elsewhere('sequences and text are not read; convolutions over time are `Conv1D`');

/** What to do about layers of Keras that are not here. */
export const unbuiltLayerWords: ForeignWords = {
  Lambda: elsewhere(
    'code does not run here; take the layer that computes it: `Rescaling`, `Reshape`, `Permute`, `Slice`, `Power`, `Activation`, …',
  ),
  ...all(
    'LSTM GRU SimpleRNN RNN Bidirectional TimeDistributed Embedding Masking TextVectorization StringLookup',
    ofSequences,
  ),
};

import { all, called, elsewhere, type ForeignWords } from './foreign-word.ts';

const valuesThemselves = elsewhere(
  'there is no power: go over the values themselves: `for filters in [32, 64, 128] { … }`',
);

/** Functions of other languages. */
export const functionWords: ForeignWords = {
  ...all('pow power exp exp2', valuesThemselves),
  ...all('int trunc', called('floor')),
  ...all('maximum amax', called('max')),
  ...all('minimum amin', called('min')),
  ...all('length size count', called('len')),
  ...all('sqrt log log2 log10 abs sum prod', elsewhere('write the number that it gives')),
};

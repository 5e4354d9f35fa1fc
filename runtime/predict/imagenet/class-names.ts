import lines from './classes.json' with { type: 'json' };

/** A class of ImageNet, by its number. */
export interface ImageNetClass {
  /** WordNet's number of it. */
  readonly id: string;
  /** As Keras's `decode_predictions` calls it. */
  readonly name: string;
}

/** The 1000 classes that the weights of applications know. */
export const imageNetClasses: readonly ImageNetClass[] = lines.map((line) => {
  const [id = '', name = ''] = line.split(' ');
  return { id, name };
});

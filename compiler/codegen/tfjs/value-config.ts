import type { Initializer } from '../../ir/initializer.ts';
import { kerasInitializer, type KerasValue } from '../model/keras-initializer.ts';
import type { Regularizer } from '../../catalogue/parameters/regularizer.ts';

/** A class of TensorFlow.js and what it is told. */
type ClassConfig = Readonly<{ class_name: string; config: KerasValue['config'] }>;

/** What TensorFlow.js calls a distribution otherwise than Keras. */
const distributions: Readonly<Record<string, string>> = { untruncated_normal: 'normal' };

/** An initializer as `model.json` names it. A model that is loaded has its weights from the file. */
export function initializerConfig(initializer: Initializer): ClassConfig {
  const { className, config } = kerasInitializer(initializer);
  const { distribution } = config;
  const called = typeof distribution === 'string' ? distributions[distribution] : undefined;
  return {
    class_name: className,
    config: called === undefined ? config : { ...config, distribution: called },
  };
}

/** A penalty on a weight as `model.json` names it. */
export const regularizerConfig = ({ l1, l2 }: Regularizer): ClassConfig => ({
  class_name: 'L1L2',
  config: { l1, l2 },
});

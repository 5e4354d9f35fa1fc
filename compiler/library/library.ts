import { Source } from '../../grammar/source.ts';
import applications from './applications.cnn';
import convnext from './applications/convnext.cnn';
import densenet from './applications/densenet.cnn';
import efficientnet from './applications/efficientnet.cnn';
import efficientnetV2 from './applications/efficientnet-v2.cnn';
import inceptionResnetV2 from './applications/inception-resnet-v2.cnn';
import inception from './applications/inception.cnn';
import mobilenetV2 from './applications/mobilenet-v2.cnn';
import mobilenetV3 from './applications/mobilenet-v3.cnn';
import mobilenet from './applications/mobilenet.cnn';
import nasnet from './applications/nasnet.cnn';
import preprocessing from './applications/preprocessing.cnn';
import resnet from './applications/resnet.cnn';
import vgg from './applications/vgg.cnn';
import xception from './applications/xception.cnn';
import detection from './detection.cnn';
import detectionLoss from './detection/loss.cnn';
import layers from './layers.cnn';
import losses from './losses.cnn';
import boxLosses from './losses/boxes.cnn';

const fold = (name: string): string => name.replaceAll('_', '').toLowerCase();

const texts: Readonly<Record<string, string>> = {
  'cnn:layers': layers,
  'cnn:detection': detection,
  'cnn:detection/loss': detectionLoss,
  'cnn:losses': losses,
  'cnn:losses/boxes': boxLosses,
  'cnn:applications': applications,
  'cnn:applications/convnext': convnext,
  'cnn:applications/densenet': densenet,
  'cnn:applications/efficientnet': efficientnet,
  'cnn:applications/efficientnet-v2': efficientnetV2,
  'cnn:applications/inception': inception,
  'cnn:applications/inception-resnet-v2': inceptionResnetV2,
  'cnn:applications/mobilenet': mobilenet,
  'cnn:applications/mobilenet-v2': mobilenetV2,
  'cnn:applications/mobilenet-v3': mobilenetV3,
  'cnn:applications/nasnet': nasnet,
  'cnn:applications/preprocessing': preprocessing,
  'cnn:applications/resnet': resnet,
  'cnn:applications/vgg': vgg,
  'cnn:applications/xception': xception,
};

/** The names of the modules that ship with the compiler. */
export const libraryNames: readonly string[] = Object.keys(texts);

/** Whether a text is one of those. */
export const isOfLibrary = ({ name }: Source): boolean => Object.hasOwn(texts, name);

/** A module that ships with the compiler, by its name (`cnn:layers`). */
export function librarySource(name: string): Source | undefined {
  const text = Object.hasOwn(texts, name) ? texts[name] : undefined;
  return text === undefined ? undefined : new Source(name, text);
}

/** The modules that a person imports from; they bring what the others declare. */
export const entrances: readonly string[] = ['cnn:layers', 'cnn:losses', 'cnn:detection', 'cnn:applications'];

const exported = new Map<string, { readonly name: string; readonly path: string }>();
for (const path of entrances) {
  const text = texts[path] ?? '';
  const declared = [...text.matchAll(/^(?:block|model|layer) (\w+)/gm)].map(([, name = '']) => name);
  const brought = [...text.matchAll(/^import \{([^}]*)\}/gm)].flatMap(
    ([, names = '']) => names.match(/\w+/g) ?? [],
  );
  for (const name of [...declared, ...brought]) exported.set(fold(name), { name, path });
}

/** Every name that the library declares, and where it is imported from. */
export const libraryExports = [...exported.values()];

/** What the library declares under a name, however it is spelled, and where it is imported from. */
export const inLibrary = (name: string): { readonly name: string; readonly path: string } | undefined =>
  exported.get(fold(name));

/** The loss of `cnn:losses` of a name, however Keras spells it: `huber` is `Huber`. */
export function libraryLoss(name: string): string | undefined {
  const found = inLibrary(name);
  return found?.path === 'cnn:losses' ? found.name : undefined;
}

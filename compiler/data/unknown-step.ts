import type { Call } from '../../grammar/ast.ts';
import type { Reporter } from '../diagnostics/reporter.ts';
import { suggest } from '../foreign/suggest.ts';
import { foreignFix, foreignWord } from '../foreign/foreign-word.ts';
import { augmentWords, prepareWords } from '../foreign/steps.ts';
import { kerasLayers } from '../catalogue/layers/keras-layers.ts';
import { layerDefinition } from '../catalogue/layers/registry.ts';
import { augmentations } from '../catalogue/steps/augmentations.ts';
import { preparations } from '../catalogue/steps/preparations.ts';

const kinds = { prepare: Object.keys(preparations), augment: Object.keys(augmentations) } as const;

/** Says what is wrong with a layer that is no step of a section: it belongs into the other, or nowhere. */
export function reportUnknownStep(
  section: 'prepare' | 'augment',
  { callee: { text, span }, span: call }: Call,
  reporter: Reporter,
): undefined {
  const own = kinds[section];
  const other = section === 'prepare' ? 'augment' : 'prepare';
  const belongs = kinds[other].includes(text);
  if (belongs) {
    return reporter.report('CNN308', span, [text, section, own, undefined], {
      fix: `move it to \`${other} { … }\``,
    });
  }
  const foreign = foreignWord(section === 'prepare' ? prepareWords : augmentWords, text);
  const details = foreign === undefined ? {} : foreignFix(foreign, { word: span, whole: call });
  if (foreign === undefined && layerDefinition(text) !== undefined) {
    return reporter.report('CNN308', span, [text, section, own, undefined], {
      fix: 'it is a layer: move it into the model',
    });
  }
  if (kerasLayers.has(text) || layerDefinition(text) !== undefined) {
    return reporter.report('CNN104', span, [`\`${text}\` in \`${section}\``], details);
  }
  if (foreign !== undefined) {
    return reporter.report('CNN308', span, [text, section, own, undefined], details);
  }
  const suggestion = suggest(text, own);
  const edits = suggestion === undefined ? undefined : [{ span, text: suggestion }];
  return reporter.report('CNN308', span, [text, section, own, suggestion], { edits });
}

import type { Name } from '../../grammar/ast.ts';
import { layerDefinition } from '../catalogue/layers/registry.ts';
import { isFunctionName } from './function-names.ts';
import type { ModuleNames } from './kind.ts';
import type { Place } from './place.ts';
import { renameBelow } from './rename-below.ts';
import { isKnownWord } from './vocabulary.ts';

type What = 'layer' | 'value' | 'parameter' | 'loop variable';

/** Whether a name may be declared here: nothing may hide something else. */
export function declareName(name: Name, what: What, place: Place, names?: ModuleNames): boolean {
  const { scope, reporter } = place;
  const taken = scope.taken(name.text);
  const owner = taken === undefined ? ownerOf(name.text, names) : `a ${taken.what}`;
  if (owner !== undefined) {
    const related = taken === undefined ? [] : [{ span: taken.span, message: 'it is declared here' }];
    if (!reporter.isNew(name.span)) return false;
    const renamed = what === 'value' && owner === 'a parameter' ? renameBelow(name) : {};
    reporter.report('CNN105', name.span, [name.text, owner], { related, ...renamed });
    return false;
  }
  if (what !== 'layer' && isKnownWord(name.text)) reporter.report('CNN132', name.span, [what, name.text]);
  return true;
}

function ownerOf(name: string, names: ModuleNames | undefined): string | undefined {
  if (layerDefinition(name) !== undefined) return 'a layer kind';
  if (isFunctionName(name)) return 'a function';
  return names?.describe(name);
}

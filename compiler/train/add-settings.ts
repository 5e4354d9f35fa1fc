import type { PhaseSection, TrainDeclaration } from '../../grammar/ast.ts';
import type { Fix } from '../../grammar/diagnostic.ts';
import type { PhaseKey } from '../catalogue/settings/registry.ts';
import { usualSettings } from '../diagnostics/messages/usual-settings.ts';

/** The edit that writes settings as they usually are before the members of a section, laid out as these are; undefined where it has none. */
export function addSettings(
  { members: [first] }: PhaseSection | TrainDeclaration,
  keys: readonly PhaseKey[],
): Fix['edits'] {
  const written = keys.map((key) => usualSettings[key]);
  if (first === undefined || written.includes(undefined)) return undefined;
  const { source, start } = first.span;
  const gap = /\n[ \t]*$/.exec(source.text.slice(0, start))?.[0] ?? '  ';
  return [{ span: { source, start, end: start }, text: written.map((text) => text + gap).join('') }];
}

import type { CodeName } from '../model/statement.ts';
import type { Code } from '../text/code.ts';
import { python } from '../text/python-writer.ts';
import { printText } from './print-expression.ts';
import type { Place } from './place.ts';

const { code } = python;

/** What a layer is called: `at("conv2d")`, `at.label("stem")`. */
export function layerName(name: CodeName, place: Place): Code<'python'> {
  return name.type === 'counted'
    ? code`${place.at}(${name.word})`
    : code`${place.at}.label(${labelOf(name, place)})`;
}

/** The names within something: `at.block("residual_unit")`, `at.group("stem")`. */
export function namesWithin(name: CodeName, place: Place): Code<'python'> {
  return name.type === 'counted'
    ? code`${place.at}.block(${name.word})`
    : code`${place.at}.group(${labelOf(name, place)})`;
}

/** A label, and the rounds of the loops that it is of. */
export function labelOf(name: Exclude<CodeName, { type: 'counted' }>, place: Place): Code<'python'> {
  if (name.type === 'path') return python.text(name.path);
  const text = printText(name.text, place);
  return python.join([text, ...(name.indexed ? place.rounds : [])]);
}

import type { CodeStore } from '../model/tensor.ts';
import type { Code } from '../text/code.ts';
import { python } from '../text/python-writer.ts';
import { integer } from './print-expression.ts';
import type { Place } from './place.ts';

const { code } = python;

/** Where something is put. */
export function storeName({ symbol, indices }: CodeStore, place: Place): Code<'python'> {
  const name = place.names.of(symbol, symbol.name);
  const rounds = indices.map((index) => integer(index, place));
  return rounds.length === 0 ? name : code`${name}[${python.join(rounds)}]`;
}

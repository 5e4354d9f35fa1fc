import { type Condition, symbolsIn } from './condition.ts';
import { Facts } from './facts.ts';

/** Fewer conditions that say the same together: multiples and bounds of each symbol, then what does not follow. */
export function essentialConditions(conditions: readonly Condition[]): readonly Condition[] {
  const parts = conditions.flatMap((condition): readonly Condition[] =>
    typeof condition !== 'boolean' && condition.type === 'all' ? condition.of : [condition],
  );
  const facts = new Facts();
  for (const each of parts) facts.assume(each);
  const symbols = [...new Set(parts.flatMap(symbolsIn))];
  const found = symbols.flatMap((name) => facts.about(name));
  const known = new Facts();
  for (const each of found) known.assume(each);
  const others = parts.filter((each) => {
    if (known.decide(each).type === 'proved') return false;
    known.assume(each);
    return true;
  });
  return [...found, ...others];
}

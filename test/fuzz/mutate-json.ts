import type { RandomStream } from '../../runtime/random.ts';
import { chance, few, pick } from './choices.ts';

/** Values at which what reads JSON goes wrong. */
const odd: readonly unknown[] = [
  null,
  true,
  false,
  '',
  '__proto__',
  '../../etc/passwd',
  '\u001b[2J',
  'x'.repeat(5000),
  0,
  -1,
  1,
  0.5,
  1e9,
  1e308,
  2 ** 53,
  -0,
  [],
  {},
  [[]],
  { length: 1 },
  { __proto__: null, toString: 1 },
];

/** A value of JSON with a few changes: members replaced, removed, added, taken from elsewhere in it. */
export function mutateJson(value: unknown, stream: RandomStream): unknown {
  const whole: unknown = structuredClone(value);
  for (let left = few(4, stream); left > 0; left--) {
    const places = placesIn(whole);
    if (places.length === 0) return pick(odd, stream);
    change(pick(places, stream), places, stream);
  }
  return whole;
}

/** A member of an object or of a list. */
interface Place {
  readonly holder: Record<string, unknown>;
  readonly key: string;
}

function placesIn(value: unknown): readonly Place[] {
  if (typeof value !== 'object' || value === null) return [];
  const holder = value as Record<string, unknown>;
  return Object.keys(holder).flatMap((key) => [{ holder, key }, ...placesIn(holder[key])]);
}

function change({ holder, key }: Place, places: readonly Place[], stream: RandomStream): void {
  const value = holder[key];
  const kind = stream.below(6);
  if (kind === 0) {
    if (Array.isArray(holder)) holder.splice(Number(key), 1);
    else delete holder[key];
  } else if (kind === 1) {
    const other = pick(places, stream);
    holder[key] = structuredClone(other.holder[other.key]);
  } else if (kind === 2 && Array.isArray(holder)) {
    holder.push(structuredClone(value));
  } else if (kind === 2) {
    set(holder, pick(['__proto__', 'constructor', 'x', ''], stream), value);
  } else if (typeof value === 'number' && chance(0.7, stream)) {
    holder[key] = pick([value + 1, value - 1, -value, value * 2, value + 0.5, value * 1e6], stream);
  } else {
    holder[key] = pick(odd, stream);
  }
}

/** Also `__proto__` as a member like any other, as `JSON.parse` does. */
const set = (holder: object, key: string, value: unknown): void => {
  Object.defineProperty(holder, key, { value, enumerable: true, configurable: true, writable: true });
};

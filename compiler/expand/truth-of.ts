import type { Constant } from './constant.ts';

/** `1`, `0`, `"true"` as the truth that they stand for elsewhere. */
export function truthOf(value: Constant): boolean | undefined {
  if (value.type === 'number' && (value.value === 0 || value.value === 1)) return value.value === 1;
  const text = value.type === 'string' ? value.value.toLowerCase() : '';
  return text === 'true' || text === 'false' ? text === 'true' : undefined;
}

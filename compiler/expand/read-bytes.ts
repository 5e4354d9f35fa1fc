import { type Constant, describe } from './constant.ts';
import { misfit } from './misfit.ts';
import { known } from './place.ts';
import type { Reading } from './read-parameter.ts';

/** A size with a unit, in bytes. */
export function readBytes(reading: Reading): number | undefined {
  const { what, expression, place } = reading;
  const value = known(expression, reading.value, place, reading.otherwise);
  if (value === undefined) return undefined;
  const { span } = expression;
  if (value.type !== 'size') {
    const text = sizeMeant(value);
    const fix = text === undefined ? {} : { fix: `write \`${text}\``, edits: [{ span, text }] };
    return misfit('CNN112', reading, [what, 'a size with a unit (`2 GiB`)', describe(value)], fix);
  }
  if (value.bytes > 0) return value.bytes;
  const fix = { fix: 'give a size above 0 (`2 GiB`)' };
  return misfit('CNN113', reading, [what, 'above 0', describe(value)], fix);
}

/** A number or a text as a size: of gigabytes where it is small, of bytes where it is large. */
function sizeMeant(value: Constant): string | undefined {
  const written = value.type === 'number' ? String(value.value) : value.type === 'string' ? value.value : '';
  const [, digits, unit = ''] = /^\s*(\d+(?:\.\d+)?)\s*([kmg]i?)?b?\s*$/i.exec(written) ?? [];
  const amount = Number(digits);
  if (digits === undefined || amount === 0) return undefined;
  if (unit !== '') return `${digits} ${unit.charAt(0).toUpperCase()}${unit.slice(1).toLowerCase()}B`;
  if (amount < 128) return `${digits} GB`;
  return `${amount < 1e6 ? digits : String(Math.round(amount / 1e6))} MB`;
}

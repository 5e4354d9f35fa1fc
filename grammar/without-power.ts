import type { Span } from './span.ts';

/** What stands for a power and its two sides. */
interface Instead {
  readonly instead: string;
  readonly whole: Span;
}

/** Text around an operator that is looked at. */
const reach = 100;

/** The power of two whole numbers as a number, a square or cube of a name as a product; else nothing is sure. */
export function withoutPower({ source, start, end }: Span): Instead | undefined {
  const before = source.text.slice(Math.max(0, start - reach), start);
  const after = source.text.slice(end, end + reach);
  const base = /(?<![\w.)\]])(?:\d+|[a-z_]\w*)(?=[ \t]*$)/.exec(before);
  const exponent = /^[ \t]*(\d+)(?![\w.]|[ \t]*(?:\*\*|\^))/.exec(after);
  const written = exponent?.[1];
  if (base === null || written === undefined || /(?:\*\*|\^)\s*$/.test(before.slice(0, base.index)))
    return undefined;
  const whole = { source, start: start - before.length + base.index, end: end + (exponent?.[0].length ?? 0) };
  const instead = /^\d/.test(base[0])
    ? value(Number(base[0]), Number(written))
    : product(base[0], Number(written), /[/%]\s*$/.test(before.slice(0, base.index)));
  return instead === undefined ? undefined : { instead, whole };
}

const value = (base: number, exponent: number): string | undefined =>
  Number.isSafeInteger(base ** exponent) ? String(base ** exponent) : undefined;

function product(name: string, exponent: number, isDivisor: boolean): string | undefined {
  if (exponent !== 2 && exponent !== 3) return undefined;
  const text = Array.from({ length: exponent }, () => name).join(' * ');
  return isDivisor ? `(${text})` : text;
}

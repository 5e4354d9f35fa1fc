import type { CodeSymbol } from '../model/symbol.ts';

/** Whether code names a tensor, but for where it is declared. */
export function namesTensor(code: unknown, symbol: CodeSymbol): boolean {
  if (Array.isArray(code)) return code.some((each) => namesTensor(each, symbol));
  if (typeof code !== 'object' || code === null) return false;
  if ('type' in code && code.type === 'variable' && 'symbol' in code && code.symbol === symbol) return true;
  if (code instanceof Map) return [...code.values()].some((each) => namesTensor(each, symbol));
  return Object.values(code).some((each) => namesTensor(each, symbol));
}

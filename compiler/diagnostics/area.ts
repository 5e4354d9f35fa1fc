import type { Diagnostic } from '../../grammar/diagnostic.ts';

/** What a diagnostic is about. */
export type Area = 'syntax' | 'names' | 'shapes' | 'data' | 'training' | 'memory' | 'running';

const areas: readonly Area[] = ['syntax', 'names', 'shapes', 'data', 'training', 'memory', 'running'];

/** What a diagnostic is about: the first digit of its code says so. */
export const areaOf = ({ code }: Pick<Diagnostic, 'code'>): Area =>
  areas[Number(code.charAt(3))] ?? 'running';

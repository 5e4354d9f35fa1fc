import { totalmem } from 'node:os';

/** The memory that what is held of the data has to fit. */
export interface DataRoom {
  readonly bytes: number;
  /** Whether it is a budget of the train block; else that of the machine, or what its limits leave to the process. */
  readonly isBudget: boolean;
}

/** The room within budgets of bytes, and within the machine. */
export function dataRoom(budgets: readonly number[] = []): DataRoom {
  const limit = process.constrainedMemory();
  const machine = limit > 0 ? Math.min(limit, totalmem()) : totalmem();
  const budget = Math.min(...budgets);
  return budget < machine ? { bytes: budget, isBudget: true } : { bytes: machine, isBudget: false };
}

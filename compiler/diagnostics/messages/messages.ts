import { dataMessages } from './data.ts';
import { memoryMessages } from './memory.ts';
import { nameMessages } from './names.ts';
import { shapeMessages } from './shapes.ts';
import { trainingMessages } from './training.ts';

/** Every diagnostic of the compiler: 1xx names and values, 2xx shapes, 3xx data, 4xx training, 5xx memory. */
export const compilerMessages = {
  ...nameMessages,
  ...shapeMessages,
  ...dataMessages,
  ...trainingMessages,
  ...memoryMessages,
} as const;

export type Code = keyof typeof compilerMessages;

import { buildMessages } from './messages/build-messages.ts';
import { dataMessages } from './messages/data-messages.ts';
import { engineMessages } from './messages/engine-messages.ts';
import { memoryMessages } from './messages/memory-messages.ts';
import { objectMessages } from './messages/object-messages.ts';
import { runMessages } from './messages/run-messages.ts';
import { splitMessages } from './messages/split-messages.ts';
import { weightMessages } from './messages/weight-messages.ts';

/** Everything a run may have to say about data, files and training; codes are stable. */
export const runtimeMessages = {
  ...dataMessages,
  ...objectMessages,
  ...splitMessages,
  ...memoryMessages,
  ...runMessages,
  ...weightMessages,
  ...engineMessages,
  ...buildMessages,
} as const;

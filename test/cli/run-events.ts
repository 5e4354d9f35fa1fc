import { Ajv } from 'ajv';
import { expect } from 'vitest';
import runSchema from '../../cli/schema/run-event.schema.json' with { type: 'json' };

const isRunEvent = new Ajv({ allowUnionTypes: true }).compile(runSchema);

export type RunEvent = Readonly<Record<string, unknown>>;

/** The lines of a run's `--json`, each checked against the schema. */
export const eventsOf = <E = RunEvent>(out: string): E[] =>
  out
    .trimEnd()
    .split('\n')
    .map((line) => {
      const event = JSON.parse(line) as E;
      expect(isRunEvent(event), JSON.stringify(isRunEvent.errors)).toBe(true);
      return event;
    });

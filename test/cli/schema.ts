import { Ajv } from 'ajv';
import { readFileSync } from 'node:fs';
import { repositoryFile } from './run-cnnc.ts';

/** What is wrong with a value by one of the published schemas; an empty list where nothing is. */
export function schemaErrors(schema: 'diagnostics' | 'summary', value: unknown): readonly unknown[] {
  const text = readFileSync(repositoryFile(`cli/schema/${schema}.schema.json`), 'utf8');
  const validate = new Ajv({ allErrors: true, allowUnionTypes: true }).compile(JSON.parse(text) as object);
  return validate(value) ? [] : (validate.errors ?? []);
}

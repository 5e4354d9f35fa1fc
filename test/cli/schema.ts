import { Ajv } from 'ajv';
import { readFileSync } from 'node:fs';
import { repositoryFile } from './run-cnnc.ts';

/** What is wrong with a value by one of the published schemas; an empty list where nothing is. */
export function schemaErrors(
  schema:
    | 'build'
    | 'data'
    | 'diagnostics'
    | 'engines-install'
    | 'evaluate'
    | 'explain'
    | 'export'
    | 'fmt'
    | 'graph'
    | 'predict'
    | 'summary',
  value: unknown,
): readonly unknown[] {
  const ajv = new Ajv({ allErrors: true, allowUnionTypes: true });
  if (schema !== 'diagnostics') ajv.addSchema(read('diagnostics'));
  const validate = ajv.compile(read(schema));
  return validate(value) ? [] : (validate.errors ?? []);
}

const read = (schema: string): object =>
  JSON.parse(readFileSync(repositoryFile(`cli/schema/${schema}.schema.json`), 'utf8')) as object;

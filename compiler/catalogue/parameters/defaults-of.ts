import type { LayerParams, ParameterTable, ParameterValue } from './parameters.ts';

/** The defaults of a table's parameters, those left out that have none. */
export const defaultsOf = (params: ParameterTable): LayerParams =>
  Object.fromEntries(
    Object.entries(params).flatMap(([name, spec]): [string, ParameterValue][] =>
      spec.default === undefined ? [] : [[name, spec.default]],
    ),
  );

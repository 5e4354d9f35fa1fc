import type { CodeBody } from './statement.ts';

/** Whether nothing follows an output: what is current behind the body is the output that was made, where one was. */
export function endsInOutputs({ statements }: CodeBody): boolean {
  return statements.every((statement, index) => {
    const isLast = index === statements.length - 1;
    if (statement.type === 'output') return isLast;
    if (statement.type !== 'if') return true;
    const inside = [statement.then, ...(statement.else === undefined ? [] : [statement.else])];
    return inside.every((body) => (isLast ? endsInOutputs(body) : !hasOutput(body)));
  });
}

const hasOutput = ({ statements }: CodeBody): boolean =>
  statements.some(
    (statement) =>
      statement.type === 'output' ||
      (statement.type === 'if' &&
        (hasOutput(statement.then) || (statement.else !== undefined && hasOutput(statement.else)))),
  );

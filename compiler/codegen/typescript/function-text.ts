import { typescript as ts } from '../text/typescript-writer.ts';
import type { TsCode } from './module-context.ts';

const { code } = ts;

/** A variable of a function, and whether a value is given to it again. */
export interface Variable {
  readonly name: TsCode;
  reassigned: boolean;
}

/** The lines of a function's body; each is written when all are known. */
export class FunctionText {
  readonly #lines: (() => TsCode)[] = [];

  add(line: TsCode | (() => TsCode)): void {
    this.#lines.push(typeof line === 'function' ? line : () => line);
  }

  /** Declares a variable: `const` where it stays what it is. */
  declare(variable: Variable, value: TsCode, comment: TsCode = ts.empty): void {
    this.add(
      () => code`${variable.reassigned ? code`let` : code`const`} ${variable.name} = ${value};${comment}`,
    );
  }

  assign(variable: Variable, value: TsCode, comment: TsCode = ts.empty): void {
    variable.reassigned = true;
    this.add(code`${variable.name} = ${value};${comment}`);
  }

  get code(): TsCode {
    return ts.lines(this.#lines.map((line) => line()).filter((line) => String(line) !== ''));
  }
}

/** The current tensor of a body: an expression, and the variable that follows it. */
export interface Flow {
  current: TsCode | undefined;
  variable: Variable | undefined;
  /** What a variable would be called. */
  readonly wanted: string;
}

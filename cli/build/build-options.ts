import type { SubjectOptions } from './choose-subject.ts';

/** The options of `cnnc build`, as they are read. */
export interface BuildOptions extends SubjectOptions {
  readonly target?: string;
  readonly out?: string;
  readonly seed?: string;
  readonly weights?: readonly string[];
  readonly withPrepare?: boolean;
  readonly tfjs?: string;
  readonly project?: boolean;
  readonly force?: boolean;
  readonly diff?: boolean;
  readonly watch?: boolean;
  readonly json?: boolean;
}

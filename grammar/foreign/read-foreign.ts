import type { Diagnostic } from '../diagnostic.ts';
import { readAttributes } from './attributes.ts';
import { readContainers } from './containers.ts';
import { readDarknetSections } from './darknet-sections.ts';
import { readForeignStatements } from './foreign-statements.ts';
import { readFunctionalStyle } from './functional-style.ts';
import { readObjectArguments } from './object-arguments.ts';
import { readPythonBodies } from './python-bodies.ts';
import type { TokenList } from './token-list.ts';

const habits = [
  readForeignStatements,
  readDarknetSections,
  readAttributes,
  readContainers,
  readFunctionalStyle,
  readObjectArguments,
  readPythonBodies,
];

/** Tells what is written as in another language or framework, and reads it as what it would be here. */
export const readForeign = (tokens: TokenList, diagnostics: Diagnostic[]): TokenList =>
  habits.reduce((list, read) => read(list, diagnostics), tokens);

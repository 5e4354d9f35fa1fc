import { runtimeMessages } from '../../messages.ts';
import { RunError } from '../../run-error.ts';
import type { DataPlace } from '../data-root.ts';

/** The class of each word, and what classes are called where words are names. */
export interface NumberedWords {
  readonly labels: Int32Array;
  readonly classNames?: readonly string[];
}

/**
 * Numbers classes as files have them: where all are whole numbers they are themselves, names are numbered in their order, code unit by
 * code unit. Throws a RunError where there are more, or others, than are declared.
 */
export function numberWords(
  { span, directory }: DataPlace,
  words: readonly string[],
  classes: number,
): NumberedWords {
  if (words.every((word) => /^\d{1,9}$/.test(word))) {
    const labels = Int32Array.from(words, Number);
    const outside = labels.find((label) => label >= classes);
    if (outside === undefined) return { labels };
    throw new RunError(
      runtimeMessages.fileBroken(
        span,
        directory,
        `there is an example of class ${outside}, and the field has ${classes}`,
        `classes 0 to ${classes - 1}`,
        `declare \`class[${labels.reduce((most, label) => Math.max(most, label), 0) + 1}]\``,
      ),
    );
  }
  const classNames = [...words].sort((a, b) => (a < b ? -1 : 1));
  if (classNames.length !== classes) {
    const named = classNames.slice(0, 8).map((name) => `\`${name.slice(0, 40)}\``);
    throw new RunError(
      runtimeMessages.fileBroken(
        span,
        directory,
        `its classes are ${classNames.length}, ${named.join(', ')}${classNames.length > 8 ? ', …' : ''}`,
        `${classes} classes, as the field has`,
        `declare \`class[${classNames.length}]\``,
      ),
    );
  }
  const numbers = new Map(classNames.map((name, label) => [name, label]));
  return { labels: Int32Array.from(words, (word) => numbers.get(word) ?? 0), classNames };
}

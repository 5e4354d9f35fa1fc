import type * as ast from './ast.ts';
import { Comments } from './print/comments.ts';
import { render, type Layout } from './print/layout.ts';
import { as, StatementPrinter } from './print/statements.ts';

/** How long a line of the canonical layout is at most, where it can be broken. */
export const printWidth = 100;

/**
 * The text of a tree in the canonical layout, with its comments. The text parses to the same tree, and prints
 * the same again. Empty lines and braces on one line are taken over from the tree's own source.
 */
export function print(module: ast.Module): string {
  const text = render(layoutOf(module), printWidth);
  return text === '' ? '' : `${text}\n`;
}

/** How a tree may be laid out, for `print` and for printers of other widths. */
export function layoutOf(module: ast.Module): Layout {
  return new ModulePrinter(new Comments(module.source, module.comments)).module(module);
}

const roomy = new Set<string>(['block', 'model', 'data', 'train']);

class ModulePrinter extends StatementPrinter {
  module({ items }: ast.Module): Layout {
    const apart = (before: { type: string }, after: { type: string }): boolean =>
      roomy.has(before.type) ||
      roomy.has(after.type) ||
      (before.type === 'import') !== (after.type === 'import');
    return this.sequence(items, 0, Infinity, apart);
  }

  protected override section(node: Parameters<StatementPrinter['section']>[0]): Layout {
    switch (node.type) {
      case 'import':
        return this.#import(node);
      case 'block':
      case 'model':
        return [`${node.type} ${node.name.text}`, this.#parameters(node), ' ', this.body(node.body)];
      case 'data':
        return [`data ${node.name.text} `, this.#members(node, node.name.span.end)];
      case 'train': {
        const head = `train ${node.model.text} on ${node.data.text}${as(node.name)} `;
        return [head, this.#members(node, (node.name ?? node.data).span.end)];
      }
      case 'field':
        return ['field ', node.name.text, ': ', this.type(node.fieldType)];
      case 'split':
        return ['split ', this.braces(node.entries, node.span.start, node.span.end, false)];
      case 'prepare':
      case 'augment': {
        const { field, steps, span } = node;
        const head = field === undefined ? `${node.type} ` : `${node.type} ${field.text} `;
        return [head, this.braces(steps, field?.span.end ?? span.start, span.end, false)];
      }
      case 'input-binding':
        return `input ${node.input.text} = ${node.field.text}`;
      case 'objective':
        return [
          `objective ${node.head.text} `,
          this.braces(node.entries, node.head.span.end, node.span.end, false),
        ];
      case 'phase':
        return [`phase ${node.name.text} `, this.#members(node, node.name.span.end)];
      case 'freeze':
        return ['freeze ', this.path(node.path), node.to === undefined ? '' : ['..', this.path(node.to)]];
    }
  }

  #members(
    { members, span }: ast.DataDeclaration | ast.TrainDeclaration | ast.PhaseSection,
    start: number,
  ): Layout {
    return this.braces(members, start, span.end, false);
  }

  #import({ names, path }: ast.Import): Layout {
    const text = names.map(({ name, as: other }) => name.text + as(other)).join(', ');
    return [text === '' ? 'import {} from ' : `import { ${text} } from `, this.string(path)];
  }

  #parameters({ parameters, body }: ast.BlockDeclaration | ast.ModelDeclaration): Layout {
    if (parameters.length === 0) return '';
    return this.list('(', parameters, ')', body.span.start, (parameter) =>
      parameter.default === undefined
        ? parameter.name.text
        : [parameter.name.text, ' = ', this.expression(parameter.default)],
    );
  }
}

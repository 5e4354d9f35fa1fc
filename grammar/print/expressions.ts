import type * as ast from '../ast.ts';
import { escapeString } from '../literals.ts';
import { bindingPower, comparisonPower, prefixPower } from '../parser/precedence.ts';
import { Comments, commentText } from './comments.ts';
import { either, group, hardLine, indent, isHard, line, render, softLine, type Layout } from './layout.ts';

const primaryPower = 8;

/** Prints values, calls and paths, with the parentheses that precedence asks for. */
export class ExpressionPrinter {
  protected readonly comments: Comments;

  constructor(comments: Comments) {
    this.comments = comments;
  }

  expression(node: ast.Expression): Layout {
    switch (node.type) {
      case 'number':
      case 'size':
        return node.text;
      case 'string':
        return this.string(node);
      case 'boolean':
        return String(node.value);
      case 'none':
        return 'none';
      case 'path':
        return this.path(node);
      case 'call':
        return this.call(node);
      case 'list':
        return this.list('[', node.items, ']', node.span.end, (item) => this.expression(item));
      case 'tuple':
        return this.list('(', node.items, ')', node.span.end, (item) => this.expression(item));
      case 'unary':
        return this.#unary(node);
      case 'binary':
        return this.#binary(node);
      case 'conditional':
        return this.#conditional(node);
    }
  }

  string(node: ast.StringLiteral): Layout {
    const printer = new ExpressionPrinter(new Comments(node.span.source, []));
    const parts = node.parts.map((part) =>
      typeof part === 'string' ? escapeString(part) : `{${render(printer.expression(part), Infinity)}}`,
    );
    return `"${parts.join('')}"`;
  }

  path(node: ast.Path): Layout {
    return node.segments.map((segment, i): Layout => {
      if (segment.type === 'name') return i === 0 ? segment.text : `.${segment.text}`;
      if (segment.type === 'index') return ['[', this.expression(segment.value), ']'];
      const from = segment.from === undefined ? '' : this.expression(segment.from);
      return ['[', from, '..', segment.to === undefined ? '' : this.expression(segment.to), ']'];
    });
  }

  call(node: ast.Call): Layout {
    if (node.arguments === undefined) return node.callee.text;
    const end = node.span.end;
    return [
      node.callee.text,
      this.list('(', node.arguments, ')', end, (argument) => this.#argument(argument)),
    ];
  }

  #argument({ name, value }: ast.Argument): Layout {
    if (name === undefined) return this.expression(value);
    const equal = value.type === 'conditional' ? ' = ' : '=';
    return [name.text, equal, this.expression(value)];
  }

  #unary({ operator, operand }: ast.Unary): Layout {
    return [operator === 'not' ? 'not ' : operator, this.#within(operand, prefixPower[operator])];
  }

  /** A chain of one strength breaks behind all of its operators or none; a fraction of two numbers is tight: `1/255`. */
  #binary(node: ast.Binary): Layout {
    if (isFraction(node)) return [this.expression(node.left), '/', this.expression(node.right)];
    const power = bindingPower[node.operator];
    const rest: Layout[] = [];
    let first: ast.Expression = node;
    while (first.type === 'binary' && bindingPower[first.operator] === power && !isFraction(first)) {
      rest.push([` ${first.operator}`, line, this.#within(first.right, power + 1)]);
      first = first.left;
      if (power === comparisonPower) break;
    }
    const least = power === comparisonPower ? power + 1 : power;
    return group(this.#within(first, least), indent(...rest.reverse()));
  }

  #conditional(node: ast.Conditional): Layout {
    const condition = this.expression(node.condition);
    const then = this.expression(node.then);
    const otherwise = this.expression(node.else);
    return group('if ', condition, indent(line, 'then ', then, line, 'else ', otherwise));
  }

  /** An operand, in parentheses where it binds less tightly than it must. */
  #within(node: ast.Expression, least: number): Layout {
    const layout = this.expression(node);
    return powerOf(node) < least ? ['(', layout, ')'] : layout;
  }

  /** Items between brackets, one a line where they do not fit or have comments among them. */
  list<T extends ast.Node>(
    open: string,
    items: readonly T[],
    close: string,
    end: number,
    print: (item: T) => Layout,
  ): Layout {
    if (items.length === 0 && !this.comments.anyBefore(end)) return open + close;
    const content: Layout[] = [];
    let broken = false;
    for (const [i, item] of items.entries()) {
      const above = this.comments.before(item.span.start).map((comment) => [commentText(comment), hardLine]);
      const layout = print(item);
      const inside = this.comments.before(item.span.end).map((comment) => [hardLine, commentText(comment)]);
      const next = items[i + 1];
      const behind =
        inside.length > 0 ? undefined : this.comments.after(item.span.end, next?.span.start ?? end);
      broken ||= behind !== undefined;
      const comma = next === undefined ? either(',', '') : ',';
      const rest =
        behind === undefined ? [] : [`  ${commentText(behind)}`, next === undefined ? '' : hardLine];
      const gap = next === undefined || behind !== undefined ? [] : [line];
      content.push(above, layout, comma, rest, inside, inside.length > 0 && gap.length > 0 ? hardLine : gap);
    }
    const last = this.comments.before(end).map((comment) => [hardLine, commentText(comment)]);
    const tail: Layout = broken || isHard(content) || last.length > 0 ? hardLine : softLine;
    return group(open, indent(softLine, content, last), tail, close);
  }
}

const isFraction = ({ operator, left, right }: ast.Binary): boolean =>
  operator === '/' && left.type === 'number' && right.type === 'number';

function powerOf(node: ast.Expression): number {
  if (node.type === 'binary') return bindingPower[node.operator];
  if (node.type === 'unary') return prefixPower[node.operator];
  return node.type === 'conditional' ? 0 : primaryPower;
}

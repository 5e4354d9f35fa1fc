import type * as ast from '../ast.ts';
import { ExpressionPrinter } from './expressions.ts';
import { commentText } from './comments.ts';
import { blankLine, group, hardLine, indent, line, wideLine, type Layout } from './layout.ts';

type Member = ast.Item | ast.Statement | ast.DataMember | ast.TrainMember | ast.Freeze | ast.Call;

/** Prints what stands one under another: statements, entries, sections. */
export abstract class StatementPrinter extends ExpressionPrinter {
  /** `{ … }`: on one line where the text had it so and it fits; `single` asks that it holds one member at most. */
  protected braces(members: readonly Member[], start: number, end: number, single: boolean): Layout {
    if (members.length === 0 && !this.comments.anyBefore(end)) return '{}';
    const oneLine = this.comments.onOneLine(start, end) && !(single && members.length > 1);
    if (oneLine && !this.comments.anyBefore(end)) {
      const parts = members.flatMap((member, i) => [i === 0 ? line : wideLine, this.member(member)]);
      return group('{', indent(...parts), line, '}');
    }
    const beside = this.comments.after(start + 1, end);
    const opening = beside === undefined ? '{' : `{  ${commentText(beside)}`;
    return [
      opening,
      indent(
        hardLine,
        this.sequence(members, start + 1, end, () => false),
      ),
      hardLine,
      '}',
    ];
  }

  /** Members one a line with the comments among them; single empty lines stay. */
  protected sequence(
    members: readonly Member[],
    start: number,
    end: number,
    apart: (before: Member, after: Member) => boolean,
  ): Layout {
    const lines: Layout[] = [];
    let last = start;
    let previous: Member | undefined;
    const put = (layout: Layout, from: number, to: number, blank: boolean) => {
      const empty = blank || this.comments.blankBetween(last, from);
      if (lines.length > 0) lines.push(empty ? blankLine : hardLine);
      lines.push(layout);
      last = Math.max(last, to);
    };
    const comments = (found: readonly ast.Comment[], next: Member | undefined) => {
      let detached = false;
      for (const [i, comment] of found.entries()) {
        const far: boolean =
          i === 0 &&
          previous !== undefined &&
          next !== undefined &&
          previous !== next &&
          apart(previous, next);
        put(commentText(comment), comment.span.start, comment.span.end, far || detached);
        const below = found[i + 1]?.span.start ?? next?.span.start ?? Infinity;
        detached = comment.doc && !this.comments.isAbove(comment, below);
      }
      return detached;
    };
    // Comments inside a member that have no place of their own there go below it.
    let carried: readonly ast.Comment[] = [];
    for (const member of members) {
      const found = [...carried, ...this.comments.before(member.span.start)];
      const detached = comments(found, member);
      const far = found.length === 0 && previous !== undefined && apart(previous, member);
      const layout = this.member(member);
      carried = this.comments.before(member.span.end);
      const behind = carried.length > 0 ? undefined : this.comments.after(member.span.end, end);
      const line = behind === undefined ? layout : [layout, `  ${commentText(behind)}`];
      put(line, member.span.start, behind?.span.end ?? member.span.end, detached || far);
      previous = member;
    }
    comments([...carried, ...this.comments.before(end)], undefined);
    return lines;
  }

  protected body({ statements, span }: ast.Body): Layout {
    return this.braces(statements, span.start, span.end, true);
  }

  /** Any member but those that only `print.ts` knows. */
  protected member(node: Member): Layout {
    switch (node.type) {
      case 'step':
        return [this.#label(node.label), this.#operation(node.operation)];
      case 'path-branch':
        return [this.#label(node.label), 'path ', this.body(node.body)];
      case 'input':
        return ['input ', node.name.text, ': ', this.type(node.inputType)];
      case 'output':
        return ['output ', node.name.text, ': ', this.#operation(node.operation)];
      case 'layer-alias':
        return ['layer ', node.name.text, ' = ', this.call(node.kind)];
      case 'let':
        return ['let ', node.name.text, ' = ', this.expression(node.value)];
      case 'repeat':
        return ['repeat ', this.expression(node.count), as(node.index), ' ', this.body(node.body)];
      case 'for':
        return this.#for(node);
      case 'if':
        return this.#if(node);
      case 'from':
        return ['from ', this.path(node.path)];
      case 'require':
        return this.#require(node);
      case 'weights':
        return this.#weights(node);
      case 'entry':
        return [node.key.text, ' = ', this.expression(node.value)];
      case 'call':
        return this.call(node);
      case 'import':
      case 'block':
      case 'model':
      case 'data':
      case 'train':
      case 'field':
      case 'split':
      case 'prepare':
      case 'augment':
      case 'input-binding':
      case 'objective':
      case 'phase':
      case 'freeze':
        return this.section(node);
    }
  }

  /** What stands at top level or in `data` and `train` alone. */
  protected abstract section(node: Exclude<Member, ast.Statement | ast.Entry | ast.Call>): Layout;

  #label(label: ast.Label | undefined): Layout {
    if (label === undefined) return '';
    return [label.type === 'name' ? label.text : this.string(label), ': '];
  }

  #operation(node: ast.Operation): Layout {
    switch (node.type) {
      case 'call':
        return this.call(node);
      case 'group':
        return this.body(node.body);
      case 'residual':
        return this.#residual(node);
      case 'parallel':
        return ['parallel ', this.call(node.merge), ' ', this.body(node.body)];
      case 'reuse':
        return ['reuse ', this.path(node.path)];
    }
  }

  #residual({ when, main, skip }: ast.Residual): Layout {
    const first = ['residual ', this.#when(when), this.body(main)];
    if (skip === undefined) return first;
    return [first, ' skip ', this.#when(skip.when), this.body(skip.body)];
  }

  #when(condition: ast.Expression | undefined): Layout {
    return condition === undefined ? '' : ['when ', this.expression(condition), ' '];
  }

  #for({ targets, destructured, list, index, body }: ast.For): Layout {
    const names = targets.map(({ text }) => text).join(', ');
    const target = destructured ? `(${names})` : names;
    const over = this.expression(list);
    // A number without its parentheses is what people write who mean `repeat`.
    const closed = list.type === 'number' ? ['(', over, ')'] : over;
    return [`for ${target} in `, closed, as(index), ' ', this.body(body)];
  }

  #if(node: ast.If): Layout {
    const first = ['if ', this.expression(node.condition), ' ', this.body(node.then)];
    if (node.else === undefined) return first;
    return [first, ' else ', node.else.type === 'if' ? this.#if(node.else) : this.body(node.else)];
  }

  #require({ condition, message }: ast.Require): Layout {
    const first = ['require ', this.expression(condition)];
    return message === undefined ? first : group(first, indent(line, ': ', this.string(message)));
  }

  #weights({ name, location, entries, span }: ast.WeightsDeclaration): Layout {
    const first = ['weights ', name.text, ' = ', this.string(location)];
    if (entries.length === 0) return first;
    return [first, ' ', this.braces(entries, location.span.end, span.end, false)];
  }

  protected type({ name, sizes, span }: ast.TypeExpression): Layout {
    const first = name?.text ?? '';
    if (sizes === undefined) return first;
    const size = (node: ast.Expression | ast.SymbolicSize): Layout =>
      node.type === 'symbolic-size' ? `?${node.name.text}` : this.expression(node);
    return [first, this.list('[', sizes, ']', span.end, size)];
  }
}

/** ` as name`, where there is one. */
export function as(name: ast.Name | undefined): string {
  return name === undefined ? '' : ` as ${name.text}`;
}

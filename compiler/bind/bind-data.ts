import type { DataDeclaration, DataMember } from '../../grammar/ast.ts';
import { bindCall, bindExpression, type BindPlace } from './bind-expression.ts';
import type { Inside } from './bound-symbol.ts';

/** Binds a `data` block; `inside` has its fields afterwards. */
export function bindData(data: DataDeclaration, inside: Inside, place: BindPlace): void {
  for (const member of data.members) {
    if (member.type !== 'field') continue;
    const known = inside.parameters.get(member.name.text);
    const declared = { kind: 'field', declaration: member } as const;
    const field = place.binder.declare(declared, member.name, undefined, known);
    if (known === undefined) inside.parameters.set(field.name, field);
  }
  for (const member of data.members) bindMember(member, inside, place);
}

function bindMember(member: DataMember, { parameters: fields }: Inside, place: BindPlace): void {
  switch (member.type) {
    case 'entry':
      return bindExpression(member.value, place);
    case 'split':
      for (const { value } of member.entries) bindExpression(value, place);
      return;
    case 'field':
      for (const size of member.fieldType.sizes ?? []) {
        if (size.type !== 'symbolic-size') bindExpression(size, place);
      }
      return;
    case 'prepare':
    case 'augment':
      if (member.field !== undefined)
        place.binder.refer('field', member.field, fields.get(member.field.text));
      for (const step of member.steps) bindCall(step, place);
      return;
  }
}

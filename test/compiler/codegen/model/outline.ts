import type { CodeArgument, CodeCall, CodeCallee } from '../../../../compiler/codegen/model/call.ts';
import type { CodeExpression } from '../../../../compiler/codegen/model/expression.ts';
import type { CodeItem, CodeParameter } from '../../../../compiler/codegen/model/items.ts';
import type { CodeModule } from '../../../../compiler/codegen/model/module.ts';
import type {
  CodeBody,
  CodeName,
  CodeOperation,
  CodeStatement,
} from '../../../../compiler/codegen/model/statement.ts';
import type { CodeType } from '../../../../compiler/codegen/model/symbol.ts';
import type { CodeStore, CodeTensor } from '../../../../compiler/codegen/model/tensor.ts';
import { formatSize } from '../../../../compiler/sizes/format-size.ts';
import type { Shape } from '../../../../compiler/sizes/shape.ts';

/** A module of the code model as lines that a person can compare with the spec. */
export const outline = (module: CodeModule): string =>
  [
    `module ${module.name} of ${module.source}`,
    ...module.imports.map(
      ({ module: from, symbols }) => `import ${symbols.map(({ name }) => name).join(', ')} from ${from}`,
    ),
    ...module.items.flatMap(writeItem),
  ].join('\n');

const indent = (lines: readonly string[]): readonly string[] => lines.map((line) => `  ${line}`);

function writeItem(item: CodeItem): readonly string[] {
  const { symbol } = item;
  switch (item.type) {
    case 'value':
      return [`value ${symbol.name}: ${writeType(symbol.type)} = ${writeExpression(item.value)}`];
    case 'factory':
      return [writeFactory(item)];
    case 'block':
      return [
        `block ${symbol.name}(${item.parameters.map(writeParameter).join(', ')}) -> ${item.outputs.map(({ name, always }) => name + (always ? '' : '?')).join(', ') || 'x'}${item.isLoss ? ' loss' : ''}`,
        ...indent(writeBody(item.body)),
      ];
    case 'model':
      return [
        `model ${symbol.name}(${item.parameters.map(writeParameter).join(', ')}) -> ${item.outputs.map(({ name, always }) => name + (always ? '' : '?')).join(', ') || 'x'}${item.isApplied ? ' applied' : ''}${item.isMade ? ' made' : ''}`,
        `  inputs ${item.inputs.map(({ name, shape }) => `${name}${formatShape(shape)}`).join(', ')}; heads ${item.heads.map(({ name, shape }) => `${name}${formatShape(shape)}`).join(', ')}; sizes ${item.sizes.map((size) => `${size.symbol.name}=${size.value ?? '?'}`).join(', ')}`,
        ...indent(writeBody(item.body)),
      ];
    case 'data':
      return [
        `data ${symbol.name} ${JSON.stringify(item.fields)} ${JSON.stringify(item.prepare)} ${JSON.stringify(item.augment)}`,
      ];
    case 'train':
      return [
        `train ${symbol.name}: ${item.model.name} on ${item.data.name} ${JSON.stringify([...item.inputs])}`,
        ...item.phases.flatMap((phase) => [
          `  phase ${phase.name} epochs ${phase.epochs} batch ${phase.batch} ${phase.optimizer.kind}(${phase.optimizer.arguments.map(writeArgument).join(', ')}) frozen ${phase.frozenParts.join(' ')}`,
          ...phase.objectives.map(
            ({ head, target, losses, weight, metrics }) =>
              `    ${head} ~ ${target} * ${weight}: ${losses.map((loss) => `${loss.factor} ${loss.type === 'named' ? loss.kind : `${loss.symbol.name}(${loss.arguments.map(writeArgument).join(', ')})`}`).join(' + ')}; ${metrics.map(({ name }) => name).join(', ')}`,
          ),
        ]),
      ];
  }
}

const writeFactory = (item: Extract<CodeStatement, { type: 'factory' }>): string =>
  `factory ${item.symbol.name}(${item.given.map(writeParameter).join(', ')}) = ${writeCallee(item.base)}(${item.presets.map(writeArgument).join(', ')})`;

const writeParameter = ({ symbol, default: preset, optional }: CodeParameter): string =>
  `${symbol.name}${optional === true ? '?' : ''}: ${writeType(symbol.type)}${preset === undefined ? '' : ` = ${writeExpression(preset)}`}`;

const writeBody = ({ statements }: CodeBody): readonly string[] => statements.flatMap(writeStatement);

function writeStatement(statement: CodeStatement): readonly string[] {
  const comments =
    'comments' in statement && statement.comments !== undefined
      ? statement.comments.map((line) => `# ${line}`)
      : [];
  return [...comments, ...writeUncommented(statement)];
}

function writeUncommented(statement: CodeStatement): readonly string[] {
  switch (statement.type) {
    case 'step':
    case 'output': {
      const head = statement.type === 'output' ? `output ${statement.output}: ` : '';
      const stores = [
        ...statement.results.map((store) => `-> ${writeStore(store)}`),
        ...statement.shared.map((store) => `=> ${writeStore(store)}`),
        ...(statement.kept ? ['kept'] : []),
      ];
      const [first = '', ...others] = writeOperation(statement.operation);
      const shapes = statement.shapes.map((shape) => formatShape(shape)).join(' ');
      return [`${head}${first}${stores.map((store) => ` ${store}`).join('')}  # ${shapes}`, ...others];
    }
    case 'input':
      return [
        `input ${statement.symbol.name}: ${statement.dtype}[${(statement.sizes ?? []).map((size) => (size.type === 'declared' ? `?${size.symbol.name}` : writeExpression(size.value))).join(', ')}]`,
      ];
    case 'from':
      return [`from ${writeTensor(statement.tensor)}`];
    case 'declare':
      return [`declare ${statement.symbol.name}: ${statement.symbol.kind}`];
    case 'for':
      return [
        `for ${statement.targets.map(({ name, type }) => `${name}: ${writeType(type)}`).join(', ')}${statement.index === undefined ? '' : ` as ${statement.index.name}`} in ${writeExpression(statement.list)}${statement.indexesLabels ? ' indexed' : ''}`,
        ...indent(writeBody(statement.body)),
      ];
    case 'repeat':
      return [
        `repeat ${writeExpression(statement.count)}${statement.index === undefined ? '' : ` as ${statement.index.name}`}${statement.indexesLabels ? ' indexed' : ''}`,
        ...indent(writeBody(statement.body)),
      ];
    case 'if':
      return [
        `if ${writeExpression(statement.condition)}`,
        ...indent(writeBody(statement.then)),
        ...(statement.else === undefined ? [] : ['else', ...indent(writeBody(statement.else))]),
      ];
    case 'path':
      return [
        `path${statement.results.map((store) => ` -> ${writeStore(store)}`).join('')}`,
        ...indent(writeBody(statement.body)),
      ];
    case 'require':
      return [`require ${writeExpression(statement.condition)}: ${writeExpression(statement.message)}`];
    case 'value':
      return [
        `let ${statement.symbol.name}: ${writeType(statement.symbol.type)} = ${writeExpression(statement.value)}`,
      ];
    case 'factory':
      return [writeFactory(statement)];
  }
}

function writeOperation(operation: CodeOperation): readonly string[] {
  const name = operation.name === undefined ? '' : `${writeName(operation.name)}: `;
  switch (operation.type) {
    case 'apply':
      return [name + writeCall(operation.call)];
    case 'group':
      return [
        `${name}group${operation.captures.map((tensor) => ` ${writeTensor(tensor)}`).join('')}`,
        ...indent(writeBody(operation.body)),
      ];
    case 'residual':
      return [
        `${name}residual${operation.when === undefined ? '' : ` when ${writeExpression(operation.when)}`}`,
        ...indent(writeBody(operation.main)),
        ...(operation.skip === undefined
          ? []
          : [
              `skip${operation.skip.when === undefined ? '' : ` when ${writeExpression(operation.skip.when)}`}`,
              ...indent(writeBody(operation.skip.body)),
            ]),
      ];
    case 'parallel':
      return [`${name}parallel ${writeCall(operation.merge)}`, ...indent(writeBody(operation.body))];
    case 'reuse':
      return [
        `${name}reuse ${writeTensor(operation.of)}${operation.captures.map((tensor) => ` ${writeTensor(tensor)}`).join('')}`,
      ];
  }
}

const writeCall = ({ callee, arguments: given, inputs }: CodeCall): string =>
  `${writeCallee(callee)}(${[...given.map(writeArgument), ...inputs.map(({ name, tensor }) => `${name ?? 'with'}<-${writeTensor(tensor)}`)].join(', ')})`;

const writeCallee = (callee: CodeCallee): string =>
  callee.type === 'layer' ? callee.kind : callee.symbol.name;

const writeArgument = ({ name, value }: CodeArgument): string => `${name}=${writeExpression(value)}`;

const writeStore = ({ symbol, indices, declared }: CodeStore): string =>
  `${declared ? '' : 'const '}${symbol.name}${indices.map((index) => `[${writeExpression(index)}]`).join('')}`;

function writeTensor(tensor: CodeTensor): string {
  if (tensor.type === 'output') return `${tensor.of.name}.${tensor.name}`;
  if (tensor.type === 'kept') return `kept ${writeExpression(tensor.path)}`;
  return tensor.symbol.name + tensor.indices.map((index) => `[${writeExpression(index)}]`).join('');
}

function writeName(name: CodeName): string {
  if (name.type === 'counted') return `+${name.word}`;
  return name.type === 'path' ? `/${name.path}` : writeExpression(name.text) + (name.indexed ? '' : '!');
}

export function writeExpression(expression: CodeExpression): string {
  const inner = writeExpression;
  switch (expression.type) {
    case 'number':
      return expression.text;
    case 'boolean':
      return String(expression.value);
    case 'none':
      return 'none';
    case 'text':
      return JSON.stringify(
        expression.parts.map((part) => (typeof part === 'string' ? part : `{${inner(part)}}`)).join(''),
      );
    case 'word':
      return `'${expression.text}`;
    case 'symbol':
      return expression.symbol.name;
    case 'list':
      return `[${expression.items.map(inner).join(', ')}]`;
    case 'tuple':
      return `(${expression.items.map(inner).join(', ')})`;
    case 'item':
      return `${inner(expression.list)}[${inner(expression.index)}]`;
    case 'unary':
      return `${expression.operator} ${inner(expression.operand)}`;
    case 'binary':
      return `(${inner(expression.left)} ${expression.operator} ${inner(expression.right)})`;
    case 'conditional':
      return `(if ${inner(expression.condition)} then ${inner(expression.then)} else ${inner(expression.else)})`;
    case 'call':
      return `${expression.function}(${expression.arguments.map(inner).join(', ')})`;
    case 'object':
      return `${expression.kind}(${expression.arguments.map(writeArgument).join(', ')})`;
  }
}

export function writeType(type: CodeType | undefined): string {
  if (type === undefined) return '?';
  switch (type.type) {
    case 'list':
      return `${writeType(type.item)}[]`;
    case 'tuple':
      return `(${type.items.map(writeType).join(', ')})`;
    case 'union':
      return type.of.map(writeType).join('|');
    case 'choice':
      return type.values.map((value) => `'${value}`).join('|');
    case 'number':
    case 'boolean':
    case 'string':
    case 'none':
    case 'unknown':
    case 'activation':
    case 'initializer':
    case 'regularizer':
    case 'constraint':
      return type.type;
  }
}

const formatShape = (shape: Shape): string => `[${shape.map(formatSize).join(', ')}]`;

import { checkInput, shapeText } from "./check-input.ts";
import type { Loss } from "./objective.ts";
import type * as tf from "./tf.ts";

/** What examples are compared with: an output of a model. */
export interface Compared {
  /** The field. */
  readonly target: string;
  readonly head: string;
  readonly loss: Loss;
  /** The shape of the output. */
  readonly shape: tf.Shape;
}

/** What examples have to fit. */
export interface Wanted {
  readonly inputs: readonly {
    readonly name: string;
    readonly shape: tf.Shape;
  }[];
  readonly targets: readonly Compared[];
}

/** Throws where examples do not fit a model: none, of several counts, of another size, or with labels that are no class. */
export async function checkExamples(
  examples: Readonly<Record<string, tf.Tensor>>,
  { inputs, targets }: Wanted,
): Promise<void> {
  const names = [
    ...inputs.map(({ name }) => name),
    ...targets.map(({ target }) => target),
  ];
  checkCounts(examples, names);
  for (const { name, shape } of inputs) {
    const field = examples[name];
    if (field !== undefined) checkInput(name, field, shape);
  }
  for (const compared of targets) {
    const field = examples[compared.target];
    if (field !== undefined) await checkTarget(field, compared);
  }
}

function checkCounts(
  examples: Readonly<Record<string, tf.Tensor>>,
  names: readonly string[],
): void {
  const [first = ""] = names;
  const wanted = examples[first]?.shape[0];
  for (const name of names) {
    const field = examples[name];
    if (field === undefined)
      throw new RangeError(
        `the examples have no ${name}; they have ${Object.keys(examples).join(", ") || "no field"}`,
      );
    const [count = 0] = field.shape;
    if (count === 0)
      throw new RangeError(
        `there are no examples: ${name} is [${field.shape.join(", ")}]`,
      );
    if (count !== wanted)
      throw new RangeError(
        `${name} has ${String(count)} examples, ${first} has ${String(wanted)}`,
      );
  }
}

async function checkTarget(
  field: tf.Tensor,
  { target, head, loss, shape }: Compared,
): Promise<void> {
  if (loss.target === "any") return;
  const classes = shape.at(-1) ?? 1;
  const rest = field.shape.slice(1);
  const sizeOf = (sizes: tf.Shape): number =>
    sizes.reduce<number>((product, size) => product * (size ?? NaN), 1);
  const [given, numbers] = [sizeOf(rest), sizeOf(shape.slice(1, -1))];
  if (loss.target !== undefined && classes > 1 && given === numbers)
    return checkClasses(field, target, classes);
  if (loss.target === "shares") return;
  if (loss.target === "classes" && given === numbers * classes)
    throw new RangeError(
      `${target} is [${field.shape.join(", ")}], one-hot; ${head} learns from class numbers: tf.argMax(${target}, -1)`,
    );
  if (given !== numbers * classes && !Number.isNaN(numbers))
    throw new RangeError(
      `${target} is [${field.shape.join(", ")}], but is compared with ${head}, which is ${shapeText(shape)}`,
    );
}

async function checkClasses(
  field: tf.Tensor,
  name: string,
  classes: number,
): Promise<void> {
  const values = await field.data();
  const place = values.findIndex(
    (value) => !Number.isInteger(value) || value < 0 || value >= classes,
  );
  if (place >= 0)
    throw new RangeError(
      `${name} has the label ${String(values[place])} at ${String(place)}, which is no class: ${String(classes)} classes have the numbers 0 to ${String(classes - 1)}`,
    );
}

/** Values of which the first is asked for at once, before anybody wants it. */
export function begun<T>(values: AsyncGenerator<T, void, undefined>): AsyncGenerator<T, void, undefined> {
  const first = values.next();
  // Whoever asks for it hears of its failure; until then it must not count as unhandled.
  first.catch(() => undefined);
  return following(first, values);
}

/** The same values, the first of which is asked for at once. */
async function* following<T>(
  first: Promise<IteratorResult<T, void>>,
  values: AsyncGenerator<T, void, undefined>,
): AsyncGenerator<T, void, undefined> {
  const { done, value } = await first;
  if (done === true) return;
  yield value;
  yield* values;
}

/** The same values, each begun while the one before it is in use. */
export async function* ahead<T>(
  values: AsyncGenerator<T, void, undefined>,
): AsyncGenerator<T, void, undefined> {
  let next = values.next();
  try {
    for (;;) {
      const result = await next;
      if (result.done === true) return;
      next = values.next();
      // Whoever asks for it next hears of its failure; until then it must not count as unhandled.
      next.catch(() => undefined);
      yield result.value;
    }
  } finally {
    await next.catch(() => undefined);
    await values.return();
  }
}

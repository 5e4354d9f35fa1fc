/** What a record itself has under a name that a person chose: `__proto__` and `constructor` are names like others. */
export const ownValue = <T>(record: Readonly<Record<string, T>>, name: string): T | undefined =>
  Object.hasOwn(record, name) ? record[name] : undefined;

/** A `.cnn` file as a text: what bundles the compiler puts it in. */
declare module '*.cnn' {
  const text: string;
  export default text;
}

/** A `.py` file likewise. */
declare module '*.py' {
  const text: string;
  export default text;
}

const [lineFeed, carriageReturn] = [10, 13];

/** Whether a line ends between two offsets of a text. */
export function breaksLine(text: string, start: number, end: number): boolean {
  for (let at = start; at < end; at++) {
    const code = text.charCodeAt(at);
    if (code === lineFeed || code === carriageReturn) return true;
  }
  return false;
}

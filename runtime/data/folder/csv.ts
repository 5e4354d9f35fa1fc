/** The cells of a line of comma-separated values; a cell in double quotes may hold commas, and `""` for a quote. */
export function parseCsvLine(line: string): readonly string[] {
  const cells: string[] = [];
  let at = 0;
  for (;;) {
    if (line[at] === '"') {
      let cell = '';
      at++;
      for (;;) {
        const end = line.indexOf('"', at);
        if (end < 0) return [...cells, cell + line.slice(at)];
        cell += line.slice(at, end);
        at = end + 1;
        if (line[at] !== '"') break;
        cell += '"';
        at++;
      }
      cells.push(cell);
      const comma = line.indexOf(',', at);
      if (comma < 0) return cells;
      at = comma + 1;
    } else {
      const comma = line.indexOf(',', at);
      if (comma < 0) return [...cells, line.slice(at)];
      cells.push(line.slice(at, comma));
      at = comma + 1;
    }
  }
}

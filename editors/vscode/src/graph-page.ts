/** The page that shows pictures: it loads nothing, and runs its own script alone. */
export function graphPage(nonce: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'nonce-${nonce}'">
<title>Graph</title>
<style>${style}</style>
</head>
<body>
<p id="reason" hidden></p>
<main id="picture"></main>
<script nonce="${nonce}">${script}</script>
</body>
</html>
`;
}

const style = `
body { margin: 0; padding: 0; }
main { text-align: center; background: #fff; }
main.stale { opacity: 0.45; }
svg { max-width: 100%; height: auto; }
.layer { cursor: pointer; }
.layer:hover path:first-of-type { filter: brightness(0.94); }
.layer.marked path:first-of-type { filter: brightness(0.88) saturate(1.6); }
.layer.marked text { text-decoration: underline; }
#reason { margin: 0; padding: 8px 16px; font: 13px var(--vscode-font-family); color: var(--vscode-foreground); }
`;

/** While a model has mistakes its last picture stays, paler. A click on a layer, or Enter on it, leads to its line. */
const script = `
const api = acquireVsCodeApi();
const picture = document.getElementById('picture');
const reason = document.getElementById('reason');
let line = 0;
function mark() {
  let first;
  for (const layer of picture.querySelectorAll('.layer')) {
    const isMarked = Number(layer.dataset.line) === line;
    layer.classList.toggle('marked', isMarked);
    if (isMarked) first ??= layer;
  }
  first?.scrollIntoView({ block: 'nearest' });
}
function draw({ svg, reason: why }) {
  reason.hidden = why === undefined;
  reason.textContent = why ?? '';
  picture.classList.toggle('stale', why !== undefined);
  if (svg === undefined) return;
  const parsed = new DOMParser().parseFromString(svg, 'image/svg+xml');
  picture.replaceChildren(document.importNode(parsed.documentElement, true));
  for (const layer of picture.querySelectorAll('.layer')) layer.setAttribute('tabindex', '0');
}
function lead(event) {
  const layer = event.target.closest('.layer');
  if (layer !== null) api.postMessage({ type: 'line', line: Number(layer.dataset.line) });
}
picture.addEventListener('click', lead);
picture.addEventListener('keydown', (event) => {
  if (event.key === 'Enter') lead(event);
});
window.addEventListener('message', ({ data }) => {
  if (data.type === 'draw') draw(data);
  if (data.type === 'mark') line = data.line;
  mark();
});
api.postMessage({ type: 'ready' });
`;

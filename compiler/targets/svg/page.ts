import { draw } from './draw.ts';
import { foldableOf, foldScene } from './fold-scene.ts';
import type { Scene } from './scene.ts';
import { escapeText } from './xml.ts';

/** A scene as a page of its own, in which groups fold and unfold; it loads nothing. */
export function page(scene: Scene): string {
  const data = JSON.stringify(foldableOf(scene)).replaceAll('<', '\\u003c');
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="generator" content="cnnc graph">
<meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'">
<title>${escapeText(scene.title)}</title>
<style>${style}</style>
</head>
<body>
<nav><button id="fold">Fold all</button> <button id="unfold">Unfold all</button></nav>
${draw(scene)}<script type="application/json" id="scene">${data}</script>
<script>
${foldScene.toString()}
${script}</script>
</body>
</html>
`;
}

const style = `
body { margin: 0; font: 14px Helvetica, Arial, sans-serif; text-align: center; background: #fff; }
nav { position: sticky; top: 0; padding: 8px; background: #ffffffe6; border-bottom: 1px solid #dde3e9; z-index: 1; }
svg { max-width: 100%; height: auto; }
.group { cursor: pointer; }
.group:focus-visible { outline: 2px solid #2f6fbd; }
.frame.closed { fill: #e3e8ee; }
[hidden] { display: none; }
@media print { nav { display: none; } }
`;

/** Puts what `foldScene` says into the picture. The elements of each class are in the scene's order. */
const script = `
const scene = JSON.parse(document.getElementById('scene').textContent);
const svg = document.querySelector('svg');
const all = (selector) => [...svg.querySelectorAll(selector)];
const ground = svg.querySelector('.ground');
const frames = all('.frame'), titles = all('.group'), arrows = all('.arrow');
const solids = all('.shape, .box, .input, .output');
const legend = svg.querySelector('.legend');
const closed = new Set();

function show(element, visible) {
  element.toggleAttribute('hidden', !visible);
}

function shift(element, y, before) {
  element.setAttribute('transform', 'translate(0 ' + (y - before) + ')');
}

function lineOf(points) {
  return points.map(({ x, y }, i) => (i === 0 ? 'M' : 'L') + x + ' ' + y).join('');
}

const unfolded = arrows.map((arrow) => arrow.getAttribute('d'));

function update() {
  const folded = foldScene(scene, [...closed]);
  folded.frames.forEach((place, i) => {
    const { id, y } = scene.frames[i];
    show(frames[i], place !== null);
    show(titles[i], place !== null);
    frames[i].classList.toggle('closed', closed.has(id));
    titles[i].setAttribute('aria-expanded', String(!closed.has(id)));
    if (place === null) return;
    frames[i].setAttribute('y', place.y);
    frames[i].setAttribute('height', place.height);
    shift(titles[i], place.y, y);
  });
  folded.solids.forEach((place, i) => {
    show(solids[i], place !== null);
    if (place !== null) shift(solids[i], place.y, scene.solids[i].y);
  });
  folded.arrows.forEach((points, i) => {
    show(arrows[i], points !== null);
    if (points !== null) arrows[i].setAttribute('d', closed.size === 0 ? unfolded[i] : lineOf(points));
  });
  const height = Math.ceil(folded.height);
  svg.setAttribute('height', height);
  svg.setAttribute('viewBox', '0 0 ' + svg.getAttribute('width') + ' ' + height);
  ground.setAttribute('height', height);
  if (legend !== null) shift(legend, folded.height, scene.height);
}

function toggle(id) {
  if (!closed.delete(id)) closed.add(id);
  update();
}

scene.frames.forEach(({ id }, i) => {
  titles[i].setAttribute('tabindex', '0');
  titles[i].setAttribute('role', 'button');
  titles[i].addEventListener('click', () => toggle(id));
  titles[i].addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' && event.key !== ' ') return;
    event.preventDefault();
    toggle(id);
  });
});
document.getElementById('fold').addEventListener('click', () => {
  for (const { id } of scene.frames) closed.add(id);
  update();
});
document.getElementById('unfold').addEventListener('click', () => {
  closed.clear();
  update();
});
update();
`;

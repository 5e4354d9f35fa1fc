/**
 * What the page does, as the text that stands in it: opens the pictures of a cell, hides heat, gives plots and tables away. It asks
 * for nothing from anywhere.
 */
export const reportScript = String.raw`
const text = (id) => document.getElementById(id)?.textContent ?? '';
const pictures = JSON.parse(text('pictures') || '{}');
const plotStyle = text('plot-style');

const give = (name, blob) => {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
};

const svgText = (svg) => {
  const copy = svg.cloneNode(true);
  const style = document.createElementNS('http://www.w3.org/2000/svg', 'style');
  style.textContent = plotStyle;
  copy.prepend(style);
  const [, , width, height] = svg.getAttribute('viewBox').split(' ');
  copy.setAttribute('width', width);
  copy.setAttribute('height', height);
  return new XMLSerializer().serializeToString(copy);
};

const givePng = (svg, name) => {
  const image = new Image();
  image.onload = () => {
    const canvas = document.createElement('canvas');
    canvas.width = image.width * 2;
    canvas.height = image.height * 2;
    const context = canvas.getContext('2d');
    context.fillStyle = '#fff';
    context.fillRect(0, 0, canvas.width, canvas.height);
    context.drawImage(image, 0, 0, canvas.width, canvas.height);
    canvas.toBlob((blob) => give(name + '.png', blob));
  };
  image.src = 'data:image/svg+xml;charset=utf-8,' + encodeURIComponent(svgText(svg));
};

const csvOf = (table) =>
  [...table.rows]
    .map((row) =>
      [...row.cells].map((cell) => '"' + cell.textContent.trim().replaceAll('"', '""') + '"').join(','),
    )
    .join('\r\n');

const tools = (...actions) => {
  const bar = document.createElement('div');
  bar.className = 'tools';
  for (const [name, act] of actions) {
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = name;
    button.addEventListener('click', act);
    bar.append(button);
  }
  return bar;
};

for (const figure of document.querySelectorAll('figure[data-name]')) {
  const svg = figure.querySelector('svg');
  const { name } = figure.dataset;
  const svgFile = () => new Blob([svgText(svg)], { type: 'image/svg+xml' });
  figure.append(tools(['SVG', () => give(name + '.svg', svgFile())], ['PNG', () => givePng(svg, name)]));
}

for (const table of document.querySelectorAll('table[data-name]')) {
  const csvFile = () => new Blob([csvOf(table)], { type: 'text/csv' });
  table.parentElement.after(tools(['CSV', () => give(table.dataset.name + '.csv', csvFile())]));
}

for (const cell of document.querySelectorAll('.matrix button')) {
  cell.addEventListener('click', () => {
    const panel = cell.closest('section').querySelector('.shown');
    const title = document.createElement('h3');
    title.textContent = cell.dataset.title;
    const shown = document.createElement('div');
    shown.className = 'examples small';
    for (const key of cell.dataset.pictures.split(' ')) {
      if (!(key in pictures)) continue;
      const image = document.createElement('img');
      image.src = pictures[key];
      image.alt = image.title = 'example ' + key.split('/').pop();
      shown.append(image);
    }
    panel.replaceChildren(title, shown);
    panel.hidden = false;
  });
}

for (const box of document.querySelectorAll('.heats')) {
  box.addEventListener('change', () => {
    for (const heat of box.closest('section').querySelectorAll('.heat')) heat.hidden = !box.checked;
  });
}
`;

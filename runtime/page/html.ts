import { escapeText } from '../../compiler/targets/svg/xml.ts';

/** A text that is HTML already. */
export class Html {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

type Part = string | number | Html | readonly Html[] | undefined;

/** HTML in which what is filled in is a text, unless it is HTML itself: nothing of a run becomes a tag. */
export const markup = (strings: TemplateStringsArray, ...parts: readonly Part[]): Html =>
  new Html(strings.map((text, index) => text + (index < parts.length ? written(parts[index]) : '')).join(''));

function written(part: Part): string {
  if (part === undefined) return '';
  if (part instanceof Html) return part.text;
  return typeof part === 'object' ? part.map(({ text }) => text).join('') : escapeText(String(part));
}

/** What is HTML (or SVG) by how it was made. */
export const made = (text: string): Html => new Html(text);

/** Data for the page's script. */
export const jsonElement = (id: string, value: unknown): Html =>
  made(
    `<script type="application/json" id="${id}">${JSON.stringify(value).replaceAll('<', '\\u003c')}</script>`,
  );

/** A part of a page under a heading, with a place that can be linked to. */
export interface Section {
  readonly id: string;
  readonly title: string;
  readonly content: Html;
}

export const section = (id: string, title: string, ...content: readonly Html[]): Section => ({
  id,
  title,
  content: markup`${content}`,
});

/** A plot that can be taken along. */
export const figure = (svg: string, name: string): Html =>
  markup`<figure data-name="${name}">${made(svg)}</figure>`;

/** A table that can be taken along; the first column names the row. */
export const table = (
  name: string,
  head: readonly string[],
  rows: readonly (readonly (string | number | Html)[])[],
): Html =>
  markup`<div class="scroll">
    <table data-name="${name}">
      <thead>
        <tr>
          ${head.map((cell) => markup`<th>${cell}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          (row) =>
            markup`<tr>
              ${row.map((cell, index) => (index === 0 ? markup`<th>${cell}</th>` : markup`<td>${cell}</td>`))}
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;

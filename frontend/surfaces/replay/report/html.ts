const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text that stands for itself in HTML and in attributes. */
export const escaped = (text: string): string => text.replaceAll(/[&<>"']/g, (character) => ESCAPES[character]!);

export interface Cell {
  readonly text: string;
  /** Why there is only a dash. */
  readonly why?: string;
}
export const cell = (text: string): Cell => ({ text });
export const dash = (why: string): Cell => ({ text: '–', why });

/** A table of texts; the first column of a row names it. */
export function table(heads: readonly string[], rows: readonly (readonly Cell[])[]): string {
  const head = heads.map((text) => `<th scope="col">${escaped(text)}</th>`).join('');
  const body = rows
    .map((cells) => {
      const texts = cells.map(({ text, why }, index) => {
        const inside = why ? `–<small>${escaped(why)}</small>` : escaped(text);
        return index === 0 ? `<th scope="row">${inside}</th>` : `<td>${inside}</td>`;
      });
      return `<tr>${texts.join('')}</tr>`;
    })
    .join('\n');
  return `<table><thead><tr>${head}</tr></thead><tbody>${body}</tbody></table>`;
}

export const section = (title: string, ...parts: readonly string[]): string =>
  `<section><h2>${escaped(title)}</h2>${parts.join('\n')}</section>`;

export const paragraph = (text: string): string => `<p>${escaped(text)}</p>`;
export const list = (items: readonly string[]): string =>
  `<ul>${items.map((item) => `<li>${escaped(item)}</li>`).join('')}</ul>`;

/** Made for paper: light, serif-free, with the table heads repeated on each page. */
export const STYLE = `
:root { color-scheme: light; }
body { margin: 32px auto; max-width: 900px; padding: 0 16px; color: #12181d; background: #fff;
  font: 13px/1.5 "Noto Sans SC", "PingFang SC", "Microsoft YaHei", system-ui, sans-serif; font-variant-numeric: tabular-nums; }
h1 { font-size: 24px; margin: 0 0 4px; } h2 { font-size: 16px; margin: 28px 0 8px; } p { margin: 4px 0; }
.band { height: 8px; margin-bottom: 16px; background: repeating-linear-gradient(-45deg, #12181d 0 8px, #fff 8px 16px); print-color-adjust: exact; }
table { width: 100%; border-collapse: collapse; } thead { display: table-header-group; } tr { break-inside: avoid; }
th, td { padding: 4px 8px; border-bottom: 1px solid #d5dbe0; text-align: left; font-weight: 400; vertical-align: top; }
thead th { color: #55626d; border-bottom-color: #8a97a2; } td { white-space: normal; }
small { margin-left: 8px; color: #55626d; } .facts { color: #55626d; }
svg { display: block; width: 100%; height: auto; } svg text { font-size: 11px; fill: #55626d; }
@page { margin: 16mm; }`;

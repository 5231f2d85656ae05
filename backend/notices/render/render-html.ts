import { toSvg } from '../figures/svg.ts';
import type { Block, Notice } from '../notice.ts';

const escaped = (words: string): string =>
  words.replace(/[&<>"]/g, (letter) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[letter]!);

/** One page without scripts or anything from elsewhere: it can be kept, mailed and printed. */
const STYLE = `
body{margin:0;background:#eef0f2;color:#111;font:16px/1.75 'Noto Serif SC','Source Han Serif SC','SimSun','Songti SC',serif}
main{max-width:156mm;margin:24px auto;padding:27mm 26mm 22mm 28mm;background:#fff}
.top{display:flex;justify-content:space-between;font-weight:700}
.head{margin:36px 0 8px;color:#c8102e;font-size:36px;font-weight:700;line-height:1.4;text-align:center}
.number{margin:0;padding-bottom:6px;border-bottom:2px solid #c8102e;text-align:center}
h1{margin:20px 0 12px;font-size:23px;line-height:1.5;text-align:center}
h2{margin:10px 0 0;font-size:17px}
p{margin:0}
:lang(zh) p.body,:lang(zh) h2{text-indent:2em}
ol{margin:0;padding-left:3em}
:lang(en) ol{padding-left:1.4em}
dl{display:grid;grid-template-columns:7em 1fr;margin:4px 0;padding-left:2em;font-size:15px}
:lang(en) dl{grid-template-columns:10em 1fr;padding-left:0}
dt{color:#555}dd{margin:0}
figure{margin:10px 0;text-align:center}figure svg{max-width:100%;height:auto}
figcaption{font-size:14px}
table{width:100%;margin:6px 0;border-collapse:collapse;border-block:1.4px solid #333;font-size:14px;line-height:1.5}
th,td{padding:3px 6px;border-top:1px solid #c9ced2;text-align:left}
.right{text-align:right}
.sign{margin:24px 0 20px 50%;line-height:2.1}
footer{padding:4px 0;border-block:1.4px solid #333;color:#444;font-size:13px}
@media print{body{background:#fff}main{margin:0;padding:0;max-width:none}@page{size:A4;margin:27mm 26mm 25mm 28mm}}
`;

export function renderHtml(notice: Notice): string {
  const { locale, draft, gradeText, head, number, title, addressee, blocks, signature, foot } = notice;
  return `<!doctype html>
<html lang="${locale}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escaped(title)}</title><style>${STYLE}</style></head>
<body><main>
<div class="top"><span>${escaped(draft)}</span><span>${escaped(gradeText)}</span></div>
<p class="head">${escaped(head)}</p>
<p class="number">${escaped(number)}</p>
<h1>${escaped(title)}</h1>
<p><b>${escaped(addressee)}</b></p>
${blocks.map(markup).join('\n')}
<div class="sign">${signature.map((line) => `<p>${escaped(line)}</p>`).join('')}</div>
<footer>${foot.map((line) => `<p>${escaped(line)}</p>`).join('')}</footer>
</main></body></html>
`;
}

function markup(block: Block): string {
  switch (block.kind) {
    case 'heading':
      return `<h2>${escaped(block.text)}</h2>`;
    case 'paragraph':
      return `<p class="body">${escaped(block.text)}</p>`;
    case 'facts':
      return `<dl>${block.rows.map(([name, value]) => `<dt>${escaped(name)}</dt><dd>${escaped(value)}</dd>`).join('')}</dl>`;
    case 'list':
      return `<ol>${block.items.map((item) => `<li>${escaped(item)}</li>`).join('')}</ol>`;
    case 'table': {
      const cell = (tag: 'th' | 'td', words: string, column: number) =>
        `<${tag}${block.columns[column]!.align === 'right' ? ' class="right"' : ''}>${escaped(words)}</${tag}>`;
      const head = block.columns.map(({ title }, column) => cell('th', title, column)).join('');
      const rows = block.rows.map(
        (row) => `<tr>${row.map((words, column) => cell('td', words, column)).join('')}</tr>`,
      );
      return `<table><thead><tr>${head}</tr></thead><tbody>${rows.join('')}</tbody></table>`;
    }
    case 'figure':
      return `<figure>${toSvg(block.drawing, block.caption)}<figcaption>${escaped(block.caption)}</figcaption></figure>`;
  }
}

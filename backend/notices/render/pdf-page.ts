import PDFDocument from 'pdfkit';
import type { Drawing, Mark, Stroke } from '../figures/drawing.ts';
import { pathOf } from '../figures/svg.ts';
import { balanceLines, breakLines } from '../typesetting/break-lines.ts';
import { typeface } from '../typesetting/typeface.ts';

const MM = 72 / 25.4;
/** A4 with the margins of GB/T 9704-2012 §6.1 for left and right (28 and 26 mm); top and bottom are tighter than its 37 and 35 mm, so that a notice with its figures stays short. */
export const PAGE = {
  width: 210 * MM,
  height: 297 * MM,
  left: 28 * MM,
  right: 184 * MM,
  top: 25 * MM,
  bottom: 274 * MM,
} as const;

export interface TextStyle {
  readonly size?: number;
  readonly bold?: boolean;
  readonly color?: string;
  readonly align?: 'left' | 'center' | 'right';
  /** Of the first line, points. */
  readonly indent?: number;
  /** Of the line, in sizes. */
  readonly leading?: number;
  readonly x?: number;
  readonly width?: number;
}

/** Sets text and drawings down a page, and turns to the next when it is full. */
export class PdfPage {
  readonly #pdf: PDFKit.PDFDocument;
  readonly #fonts = new Set<string>();
  y: number = PAGE.top;

  /** `made` is written into the file as its date, so that the same notice is the same file. */
  constructor(info: { readonly title: string; readonly author: string; readonly made: Date }) {
    this.#pdf = new PDFDocument({
      size: 'A4',
      margin: 0,
      bufferPages: true,
      info: { Title: info.title, Author: info.author, CreationDate: info.made, ModDate: info.made },
    });
  }

  /** Turns the page unless so many points are left. */
  need(height: number): void {
    if (this.y + height <= PAGE.bottom) return;
    this.#pdf.addPage();
    this.y = PAGE.top;
  }

  space(height: number): void {
    this.y += height;
  }

  /** A paragraph down from where the page is; lines go over to the next page as they come. */
  text(words: string, style: TextStyle = {}): void {
    const { size = 11, leading = 1.75, indent = 0, x = PAGE.left, width = PAGE.right - x } = style;
    const face = typeface(style.bold);
    const lines =
      style.align === 'center' ? balanceLines(words, face, size, width) : breakLines(words, face, size, width, indent);
    lines.forEach((line, index) => {
      this.need(size * leading);
      this.line(line, this.y + size * (leading / 2 + 0.36), { ...style, x: x + (index === 0 ? indent : 0), width });
      this.y += size * leading;
    });
  }

  /** One line on its base line; where the page is does not change. */
  line(words: string, baseline: number, style: TextStyle = {}): void {
    const { size = 11, bold = false, color = '#000000', align = 'left', x = PAGE.left, width = PAGE.right - x } = style;
    const spare = width - typeface(bold).widthOf(words) * size;
    let at = x + (align === 'center' ? spare / 2 : align === 'right' ? spare : 0);
    for (const { cut, text } of typeface(bold).runs(words)) {
      if (!this.#fonts.has(cut.name)) {
        this.#pdf.registerFont(cut.name, cut.sfnt);
        this.#fonts.add(cut.name);
      }
      this.#pdf.font(cut.name, size).fillColor(color);
      this.#pdf.text(text, at, baseline, { lineBreak: false, baseline: 'alphabetic' });
      at += typeface(bold).widthOf(text) * size;
    }
  }

  rule(color: string, width: number, from: number = PAGE.left, to: number = PAGE.right): void {
    this.#pdf.moveTo(from, this.y).lineTo(to, this.y).lineWidth(width).strokeColor(color).stroke();
  }

  /** A drawing at its own size, in the middle of the column. */
  drawing(drawing: Drawing): void {
    this.need(drawing.height);
    const x = (PAGE.left + PAGE.right - drawing.width) / 2;
    this.#pdf.save().translate(x, this.y).rect(0, 0, drawing.width, drawing.height).clip();
    for (const mark of drawing.marks) this.#mark(mark);
    this.#pdf.restore();
    this.y += drawing.height;
  }

  #mark(mark: Mark): void {
    const pdf = this.#pdf;
    if (mark.kind === 'text') {
      this.#words(mark);
      return;
    }
    pdf.save();
    if (mark.kind === 'circle') pdf.circle(mark.at[0], mark.at[1], mark.radius);
    else {
      if (mark.opacity !== undefined) pdf.opacity(mark.opacity);
      pdf.path(pathOf(mark.rings, mark.closed));
    }
    this.#paint(mark.fill, mark.stroke);
    pdf.restore();
  }

  #paint(fill: string | undefined, stroke: Stroke | undefined): void {
    if (stroke) {
      this.#pdf.lineWidth(stroke.width).lineJoin('round').strokeColor(stroke.color);
      if (stroke.dash) this.#pdf.dash(stroke.dash[0]!, { space: stroke.dash[1] ?? stroke.dash[0]! });
    }
    if (fill && stroke) this.#pdf.fillAndStroke(fill, stroke.color, 'even-odd');
    else if (fill) this.#pdf.fill(fill, 'even-odd');
    else if (stroke) this.#pdf.stroke();
  }

  #words({ at, text, size, bold = false, color, anchor, halo }: Extract<Mark, { kind: 'text' }>): void {
    const face = typeface(bold);
    const width = face.widthOf(text) * size;
    const x = at[0] - (anchor === 'middle' ? width / 2 : anchor === 'end' ? width : 0);
    if (halo) {
      this.#pdf.save().translate(x, at[1]).path(face.outline(text, size));
      this.#pdf
        .lineWidth(size / 3.5)
        .lineJoin('round')
        .strokeColor(halo)
        .stroke()
        .restore();
    }
    this.line(text, at[1], { x, width: width + 1, size, bold, color });
  }

  /** Numbers the pages at their feet and closes the document. */
  async finish(numbering: (page: number, of: number) => string): Promise<Buffer> {
    const { count } = this.#pdf.bufferedPageRange();
    for (let page = 0; page < count; page++) {
      this.#pdf.switchToPage(page);
      this.line(numbering(page + 1, count), PAGE.bottom + 9 * MM, { size: 9.5, align: 'center', color: '#333333' });
    }
    const parts: Buffer[] = [];
    const whole = new Promise<Buffer>((resolve, reject) => {
      this.#pdf.on('data', (part: Buffer) => parts.push(part));
      this.#pdf.on('end', () => resolve(Buffer.concat(parts)));
      this.#pdf.on('error', reject);
    });
    this.#pdf.end();
    return whole;
  }
}

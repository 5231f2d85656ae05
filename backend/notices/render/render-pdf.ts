import type { Block, FactsBlock, Notice, TableBlock } from '../notice.ts';
import { breakLines } from '../typesetting/break-lines.ts';
import { typeface } from '../typesetting/typeface.ts';
import { PAGE, PdfPage } from './pdf-page.ts';

/** The red of the issuing body's name and its line (GB/T 9704-2012 §7.2.4, §7.2.7). */
const RED = '#c8102e';
const BODY = 11;
const LEADING = 1.75;
/** Two characters, as every paragraph in Chinese begins. */
const INDENT = 2 * BODY;
const CELL = 9.5;
const SIGNATURE_PT = 200;

/** A notice as a PDF with its fonts inside: A4, after the pattern of GB/T 9704-2012. `made` is the date written into the file. */
export async function renderPdf(notice: Notice, made: Date): Promise<Buffer> {
  const page = new PdfPage({ title: notice.title, author: 'Vantage 瞰城', made });
  top(page, notice);
  notice.blocks.forEach((block, index) => {
    setBlock(page, block, notice, notice.blocks[index + 1]);
  });
  signature(page, notice);
  return page.finish((number, of) => (notice.locale === 'en' ? `${number} / ${of}` : `— ${number} —`));
}

function top(page: PdfPage, notice: Notice): void {
  page.line(notice.draft, page.y + 10, { size: 11, bold: true });
  page.line(notice.gradeText, page.y + 10, { size: 11, bold: true, align: 'right' });
  page.space(30);
  page.text(notice.head, {
    size: notice.locale === 'en' ? 21 : 27,
    bold: true,
    color: RED,
    align: 'center',
    leading: 1.4,
  });
  page.space(10);
  page.text(notice.number, { size: BODY, align: 'center' });
  page.space(5);
  page.rule(RED, 1.6);
  page.space(16);
  page.text(notice.title, { size: 17, bold: true, align: 'center', leading: 1.5 });
  page.space(10);
  page.text(notice.addressee, { size: BODY, bold: true });
}

function setBlock(page: PdfPage, block: Block, notice: Notice, next: Block | undefined): void {
  const { locale } = notice;
  const indent = locale === 'en' ? 0 : INDENT;
  switch (block.kind) {
    case 'heading':
      page.space(5);
      // A heading stays with what it heads.
      page.need(next?.kind === 'figure' ? next.drawing.height + 44 : 60);
      page.text(block.text, { size: 12, bold: true, indent });
      break;
    case 'paragraph':
      page.text(block.text, { size: BODY, indent });
      break;
    case 'facts':
      page.space(2);
      facts(page, block, locale === 'en' ? WIDE_NAME_PT : NAME_PT, indent);
      page.space(3);
      break;
    case 'list':
      block.items.forEach((item, index) => {
        // A signature never stands on a page by itself (GB/T 9704-2012 §7.3.5.4): the end of the last list goes with it.
        if (next === undefined && index === Math.max(0, block.items.length - 2))
          page.need(2 * BODY * LEADING + signatureHeight(notice));
        page.text(locale === 'en' ? `${index + 1}) ${item}` : `${index + 1}．${item}`, { size: BODY, indent });
      });
      break;
    case 'table':
      table(page, block);
      break;
    case 'figure':
      page.space(4);
      page.need(block.drawing.height + 18);
      page.drawing(block.drawing);
      page.text(block.caption, { size: 9.5, align: 'center', leading: 1.7 });
      page.space(3);
      break;
  }
}

const NAME_PT = 84;
const WIDE_NAME_PT = 118;
const FACT = 10.5;
const FACT_LEADING = 1.66;

function facts(page: PdfPage, { rows, paired }: FactsBlock, nameWidth: number, indent: number): void {
  const left = PAGE.left + indent;
  const half = (PAGE.right - left) / 2;
  rows.forEach(([name, value], index) => {
    const second = paired && index % 2 === 1;
    const x = second ? left + half : left;
    page.need(FACT * FACT_LEADING);
    // The second of a pair stands on the line of the first.
    if (second) page.space(-FACT * FACT_LEADING);
    page.line(name, page.y + FACT * (FACT_LEADING / 2 + 0.36), { x, size: FACT, color: '#555555' });
    page.text(value, { x: x + nameWidth, size: FACT, leading: FACT_LEADING });
  });
}

const PAD = 4;
const ROW_LEADING = 1.5;

function table(page: PdfPage, { columns, rows }: TableBlock): void {
  const whole = columns.reduce((sum, { share }) => sum + share, 0);
  const width = PAGE.right - PAGE.left;
  const lefts = columns.map(
    (_, index) => PAGE.left + (columns.slice(0, index).reduce((sum, { share }) => sum + share, 0) / whole) * width,
  );
  const widths = columns.map(({ share }) => (share / whole) * width);
  const row = (cells: readonly string[], bold: boolean): void => {
    const lines = cells.map((cell, index) => breakLines(cell, typeface(bold), CELL, widths[index]! - 2 * PAD));
    const height = Math.max(...lines.map((own) => own.length)) * CELL * ROW_LEADING + 4;
    page.need(height);
    lines.forEach((own, column) => {
      own.forEach((words, index) => {
        page.line(words, page.y + 2 + CELL * (ROW_LEADING * (index + 0.5) + 0.36), {
          x: lefts[column]! + PAD,
          width: widths[column]! - 2 * PAD,
          size: CELL,
          bold,
          align: columns[column]!.align,
        });
      });
    });
    page.space(height);
    page.rule('#c9ced2', 0.5);
  };
  page.space(3);
  page.rule('#333333', 0.9);
  row(
    columns.map(({ title }) => title),
    true,
  );
  for (const cells of rows) row(cells, false);
  page.rule('#333333', 0.9);
  page.space(8);
}

const signatureHeight = ({ signature: lines, foot }: Notice): number => lines.length * 21 + foot.length * 15 + 24;

function signature(page: PdfPage, notice: Notice): void {
  const { signature: lines, foot } = notice;
  page.need(signatureHeight(notice));
  page.space(8);
  for (const line of lines) page.text(line, { x: PAGE.right - SIGNATURE_PT, size: BODY, leading: 1.9 });
  page.space(8);
  page.rule('#333333', 0.9);
  page.space(2);
  for (const line of foot) page.text(line, { size: 9, color: '#444444', leading: 1.6 });
  page.space(2);
  page.rule('#333333', 0.9);
}

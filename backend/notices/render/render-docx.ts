import {
  AlignmentType,
  BorderStyle,
  Document,
  Footer,
  ImageRun,
  type IParagraphOptions,
  Packer,
  PageNumber,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
  WidthType,
} from 'docx';
import { toSvg } from '../figures/svg.ts';
import type { Block, Notice, TableBlock } from '../notice.ts';
import { rasterise } from './rasterise.ts';

const RED = 'C8102E';
/** Of GB/T 9704-2012 §6.1, §7.1: body 仿宋, headings 黑体, the head and title 小标宋; machines without them fall back to 宋体. Half points. */
const FACE = { body: '仿宋', heading: '黑体', title: '方正小标宋简体', latin: 'Times New Roman' } as const;
const BODY = 24;
const MM = 56.7;
/** Points to pixels of 96 dots an inch, as the library wants pictures measured. */
const PX = 96 / 72;

const face = (eastAsia: string) => ({ ascii: FACE.latin, hAnsi: FACE.latin, eastAsia });
interface Style {
  readonly size?: number;
  readonly bold?: boolean;
  readonly color?: string;
  readonly font?: string;
}
const run = (text: string, { size = BODY, bold = false, color, font = FACE.body }: Style = {}): TextRun =>
  new TextRun({ text, size, bold, font: face(font), ...(color && { color }) });
const paragraph = (text: string, style: Style = {}, options: IParagraphOptions = {}): Paragraph =>
  new Paragraph({ spacing: { line: 400 }, ...options, children: [run(text, style)] });

/** A notice as a Word document that people go on writing in. */
export async function renderDocx(notice: Notice): Promise<Buffer> {
  const { locale, draft, gradeText, head, number, title, addressee, signature, foot } = notice;
  const blocks: (Paragraph | Table)[] = [];
  for (const block of notice.blocks) blocks.push(...(await setBlock(block, notice)));
  const document = new Document({
    title,
    creator: 'Vantage 瞰城',
    description: number,
    sections: [
      {
        properties: {
          page: {
            size: { width: Math.round(210 * MM), height: Math.round(297 * MM) },
            margin: {
              top: Math.round(30 * MM),
              bottom: Math.round(28 * MM),
              left: Math.round(28 * MM),
              right: Math.round(26 * MM),
            },
          },
        },
        footers: {
          default: new Footer({
            children: [
              new Paragraph({
                alignment: AlignmentType.CENTER,
                children: [new TextRun({ children: ['— ', PageNumber.CURRENT, ' —'], size: 20 })],
              }),
            ],
          }),
        },
        children: [
          paragraph(`${draft}　　${gradeText}`, { bold: true, font: FACE.heading }),
          paragraph(
            head,
            { size: locale === 'en' ? 44 : 56, bold: true, color: RED, font: FACE.title },
            { alignment: AlignmentType.CENTER, spacing: { before: 360, after: 160 } },
          ),
          paragraph(
            number,
            {},
            {
              alignment: AlignmentType.CENTER,
              border: { bottom: { style: BorderStyle.SINGLE, size: 14, color: RED, space: 6 } },
            },
          ),
          paragraph(
            title,
            { size: 36, bold: true, font: FACE.title },
            { alignment: AlignmentType.CENTER, spacing: { before: 320, after: 200 } },
          ),
          paragraph(addressee, { bold: true }),
          ...blocks,
          ...signature.map((line, index) =>
            paragraph(
              line,
              {},
              { indent: { left: 4600 }, spacing: { line: 480, ...(index === 0 && { before: 360 }) } },
            ),
          ),
          ...foot.map((line, index) =>
            paragraph(
              line,
              { size: 18 },
              {
                spacing: { line: 300, ...(index === 0 && { before: 360 }) },
                ...(index === 0 && {
                  border: { top: { style: BorderStyle.SINGLE, size: 8, color: '333333', space: 4 } },
                }),
              },
            ),
          ),
        ],
      },
    ],
  });
  return Packer.toBuffer(document);
}

async function setBlock(block: Block, { locale }: Notice): Promise<(Paragraph | Table)[]> {
  const indent = locale === 'en' ? {} : { indent: { firstLine: 2 * BODY * 10 } };
  switch (block.kind) {
    case 'heading':
      return [
        paragraph(
          block.text,
          { bold: true, font: FACE.heading },
          { ...indent, keepNext: true, spacing: { line: 400, before: 120 } },
        ),
      ];
    case 'paragraph':
      return [paragraph(block.text, {}, indent)];
    case 'list':
      return block.items.map((item, index) =>
        paragraph(locale === 'en' ? `${index + 1}) ${item}` : `${index + 1}．${item}`, {}, indent),
      );
    case 'facts':
      return [factTable(block.rows)];
    case 'table':
      return [table(block), new Paragraph({ spacing: { line: 120 } })];
    case 'figure': {
      const { drawing, caption } = block;
      const transformation = { width: Math.round(drawing.width * PX), height: Math.round(drawing.height * PX) };
      return [
        new Paragraph({
          alignment: AlignmentType.CENTER,
          keepNext: true,
          children: [
            new ImageRun({
              type: 'svg',
              data: Buffer.from(toSvg(drawing, caption)),
              transformation,
              fallback: { type: 'png', data: await rasterise(drawing, caption) },
              altText: { name: caption, title: caption, description: caption },
            }),
          ],
        }),
        paragraph(caption, { size: 20 }, { alignment: AlignmentType.CENTER }),
      ];
    }
  }
}

const NONE = { style: BorderStyle.NONE, size: 0, color: 'auto' };
const LINE = { style: BorderStyle.SINGLE, size: 4, color: 'C9CED2' };
const FRAME = { style: BorderStyle.SINGLE, size: 8, color: '333333' };
const cell = (text: string, share: number, style: Style, right = false): TableCell =>
  new TableCell({
    width: { size: share, type: WidthType.PERCENTAGE },
    margins: { left: 80, right: 80, top: 20, bottom: 20 },
    children: [
      paragraph(
        text,
        { size: 20, ...style },
        { spacing: { line: 300 }, ...(right && { alignment: AlignmentType.RIGHT }) },
      ),
    ],
  });

const factTable = (rows: readonly (readonly [string, string])[]): Table =>
  new Table({
    width: { size: 100, type: WidthType.PERCENTAGE },
    borders: { top: NONE, bottom: NONE, left: NONE, right: NONE, insideHorizontal: NONE, insideVertical: NONE },
    rows: rows.map(
      ([name, value]) => new TableRow({ children: [cell(name, 24, { color: '555555' }), cell(value, 76, {})] }),
    ),
  });

function table({ columns, rows }: TableBlock): Table {
  const whole = columns.reduce((sum, { share }) => sum + share, 0);
  const row = (cells: readonly string[], bold: boolean): TableRow =>
    new TableRow({
      tableHeader: bold,
      cantSplit: true,
      children: cells.map((words, index) =>
        cell(words, Math.round((100 * columns[index]!.share) / whole), { bold }, columns[index]!.align === 'right'),
      ),
    });
  return new Table({
    width: { size: 100, type: WidthType.PERCENTAGE },
    borders: { top: FRAME, bottom: FRAME, left: NONE, right: NONE, insideHorizontal: LINE, insideVertical: NONE },
    rows: [
      row(
        columns.map(({ title }) => title),
        true,
      ),
      ...rows.map((cells) => row(cells, false)),
    ],
  });
}

import type { Grade } from '../../geodata/model/grade.ts';
import type { Drawing } from './figures/drawing.ts';
import type { NoticeLocale } from './wording.ts';

/** A warning notice 风险提示单 as a document, in one language: what it says, in order. How it is set is the renderers' matter. */
export interface Notice {
  readonly locale: NoticeLocale;
  readonly grade: Grade;
  readonly gradeText: string;
  /** That it has not been issued: above all else. */
  readonly draft: string;
  /** The line in red. */
  readonly head: string;
  /** 〔year〕 number. */
  readonly number: string;
  readonly title: string;
  readonly addressee: string;
  readonly blocks: readonly Block[];
  /** To be filled in by whoever issues it. */
  readonly signature: readonly string[];
  /** Data time, and what a draft is worth. */
  readonly foot: readonly string[];
  /** Of the file, without its ending: letters, figures and dashes. */
  readonly fileName: string;
}

export interface TableBlock {
  readonly kind: 'table';
  readonly columns: readonly { readonly title: string; readonly share: number; readonly align: 'left' | 'right' }[];
  readonly rows: readonly (readonly string[])[];
}

/** What it is and what it says, line by line. */
export interface FactsBlock {
  readonly kind: 'facts';
  readonly rows: readonly (readonly [name: string, value: string])[];
  /** Short values stand two to a line. */
  readonly paired?: boolean;
}

export type Block =
  | { readonly kind: 'heading'; readonly text: string }
  | { readonly kind: 'paragraph'; readonly text: string }
  | FactsBlock
  | { readonly kind: 'list'; readonly items: readonly string[] }
  | TableBlock
  | { readonly kind: 'figure'; readonly drawing: Drawing; readonly caption: string };

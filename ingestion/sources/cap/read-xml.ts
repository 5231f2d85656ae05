import { SaxesParser } from 'saxes';
import { CapFault } from './cap-fault.ts';

/** One element with the line it begins on. Comments, processing instructions and attributes other than the few in use are left out. */
export interface Element {
  /** Without prefix. */
  readonly name: string;
  /** Its namespace; empty when it has none. */
  readonly uri: string;
  readonly line: number;
  /** Its own text, trimmed. */
  readonly text: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly Element[];
}

/** CAP nests six deep, envelopes a few more. Ours: deeper is an attack on the stack. */
const DEEPEST = 100;

interface Open extends Element {
  text: string;
  readonly children: Element[];
}

/**
 * Reads a document, namespaces resolved, in the encoding that it declares. A document type is refused: CAP has none (CAP 1.2 §3.4 has a schema), and entities of
 * one's own are how small documents become large.
 * @throws CapFault `bad_xml` with the line.
 */
export function readXml(bytes: Uint8Array): Element {
  const parser = new SaxesParser({ xmlns: true, position: true });
  const open: Open[] = [];
  let root: Element | undefined;
  const fail = (detail: string): never => {
    throw new CapFault('bad_xml', parser.line, detail);
  };
  parser.on('error', (error) => fail(error.message.replace(/^\d+:\d+: /, '')));
  parser.on('doctype', () => fail('a document type is not allowed; send plain CAP'));
  parser.on('opentag', ({ local, uri, attributes }) => {
    if (open.length >= DEEPEST) fail(`elements are nested more than ${DEEPEST} deep`);
    const values = Object.fromEntries(Object.values(attributes).map((each) => [each.local, each.value]));
    open.push({ name: local, uri, line: parser.line, text: '', attributes: values, children: [] });
  });
  const write = (text: string) => {
    const current = open.at(-1);
    if (current) current.text += text;
  };
  parser.on('text', write);
  parser.on('cdata', write);
  parser.on('closetag', () => {
    const closed = open.pop()!;
    closed.text = closed.text.trim();
    const parent = open.at(-1);
    if (parent) parent.children.push(closed);
    else root = closed;
  });
  parser.write(decode(bytes)).close();
  return root ?? fail('there is no element; send a CAP 1.2 document');
}

/** As the XML declaration says (XML 1.0 §4.3.3), else UTF-8. @throws CapFault for an encoding that nobody knows. */
function decode(bytes: Uint8Array): string {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 200));
  const label = /^(?:\xEF\xBB\xBF)?<\?xml[^>]*?encoding\s*=\s*["']([^"']+)["']/.exec(head)?.[1] ?? 'utf-8';
  try {
    return new TextDecoder(label).decode(bytes);
  } catch {
    throw new CapFault('bad_xml', 1, `the encoding ${label.slice(0, 40)} is not known; send UTF-8`);
  }
}

/** The first child of that name in the parent's own namespace. */
export const childOf = ({ children, uri }: Element, name: string): Element | undefined =>
  children.find((child) => child.name === name && child.uri === uri);

export const childrenOf = ({ children, uri }: Element, name: string): readonly Element[] =>
  children.filter((child) => child.name === name && child.uri === uri);

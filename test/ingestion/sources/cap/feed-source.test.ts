import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Source } from '../../../../ingestion/source.ts';
import { capDescriptor } from '../../../../ingestion/sources/cap/descriptor.ts';
import { capAlert } from '../../../builders/cap.ts';
import { GatheringSink } from '../../../fakes/gathering-sink.ts';

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

let server: Server;
let source: Source | undefined;
let pages: Record<string, Handler>;
let asked: string[];
let base: string;

beforeEach(async () => {
  pages = {};
  asked = [];
  server = createServer((request, response) => {
    asked.push(request.url!);
    const page = pages[request.url!];
    if (page) page(request, response);
    else response.writeHead(404).end();
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(async () => {
  await source?.stop();
  server.closeAllConnections();
  await new Promise((done) => server.close(done));
});

async function start(url: string): Promise<GatheringSink> {
  const sink = new GatheringSink();
  const feeds = capDescriptor.config.parse([{ id: 'weather', url, intervalS: 5, timeoutS: 1 }]);
  source = capDescriptor.create(feeds)[0]!;
  await source.start(sink, new AbortController().signal);
  return sink;
}

const page =
  (text: string, headers: Record<string, string> = {}): Handler =>
  (_request, response) =>
    response.writeHead(200, { 'content-type': 'application/xml', ...headers }).end(text);

const index = (...links: string[]) =>
  `<feed xmlns="http://www.w3.org/2005/Atom"><id>urn:feed</id><title>Feed</title><updated>2026-09-18T14:40:00Z</updated>${links
    .map(
      (link) =>
        `<entry><id>${link}</id><title>x</title><updated>2026-09-18T14:40:00Z</updated><link href="${link}"/></entry>`,
    )
    .join('')}</feed>`;

describe('a CAP feed', () => {
  it('follows its links once each, within its own host', async () => {
    pages['/feed'] = page(index('/1.cap', '/1.cap', 'http://169.254.169.254/secret', 'file:///etc/passwd'));
    pages['/1.cap'] = page(capAlert());
    const sink = await start(`${base}/feed`);
    expect(asked).toEqual(['/feed', '/1.cap']);
    expect(sink.messages.map(({ kind }) => kind)).toEqual(['thing', 'warning']);
    expect(sink.rejections.map(({ reason }) => reason)).toEqual(['foreign_link', 'foreign_link']);
    expect(sink.rejections[0]!.detail).toContain('add the host to linkHosts');
    expect(source!.status()).toMatchObject({ state: 'running', read: { documents: 2, alerts: 1, links: 1 } });
  });

  it.each([
    [
      'answers with an error',
      ((_request, response) => response.writeHead(503).end()) satisfies Handler,
      /answered 503; next attempt in 5 s/,
    ],
    [
      'leads elsewhere',
      ((_request, response) => response.writeHead(302, { location: 'http://10.0.0.1/' }).end()) satisfies Handler,
      /redirects to http:\/\/10\.0\.0\.1\/; configure that address/,
    ],
    ['says nothing', (() => undefined) satisfies Handler, /next attempt in 5 s/],
  ])('that %s is asked again, and says so', async (_name, handler, detail) => {
    pages['/feed'] = handler;
    await start(`${base}/feed`);
    expect(source!.status()).toMatchObject({ state: 'reconnecting', detail: expect.stringMatching(detail) });
  });

  it('that is no CAP is refused with its line, and goes on', async () => {
    pages['/feed'] = page('<html>\n<body></html>');
    const sink = await start(`${base}/feed`);
    expect(sink.rejections).toEqual([expect.objectContaining({ reason: 'bad_xml', position: 2 })]);
    expect(source!.status().state).toBe('running');
  });

  it('must have an address that can be asked', () => {
    expect(() => capDescriptor.config.parse([{ id: 'weather', url: 'ftp://a.example/x' }])).toThrow(/url/i);
  });
});

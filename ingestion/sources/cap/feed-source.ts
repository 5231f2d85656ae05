import type { Sink, Source, SourceState, SourceStatus } from '../../source.ts';
import type { CapFeed } from './feed-settings.ts';
import { fetchDocument } from './fetch-document.ts';
import { receiveCap } from './receive.ts';

/** Links of a feed that are remembered as read. Ours: many feeds' whole length. */
const MOST_REMEMBERED = 10_000;

/**
 * Asks a feed again and again and takes what is new in it. Links are followed once each, to the feed's own host and the configured ones only: a feed must not make us ask
 * whom it likes. `start` resolves after the first look, whether it went well or not: the status says which.
 */
export class CapFeedSource implements Source {
  readonly id: string;
  readonly #feed: CapFeed;
  readonly #hosts: ReadonlySet<string>;
  readonly #followed = new Set<string>();
  readonly #read = { documents: 0, alerts: 0, links: 0 };
  #state: SourceState = 'stopped';
  #detail: string | undefined;
  #etag: string | undefined;
  #stop: AbortController | undefined;
  #looking: Promise<void> = Promise.resolve();
  #timer: NodeJS.Timeout | undefined;

  constructor(feed: CapFeed) {
    this.id = feed.id;
    this.#feed = feed;
    this.#hosts = new Set([new URL(feed.url).host, ...feed.linkHosts]);
  }

  async start(sink: Sink, signal: AbortSignal): Promise<void> {
    const stop = new AbortController();
    this.#stop = stop;
    this.#state = 'starting';
    signal.addEventListener('abort', () => void this.stop(), { once: true });
    const look = async () => {
      this.#looking = this.#look(sink, stop.signal);
      await this.#looking;
      if (!stop.signal.aborted) this.#timer = setTimeout(look, this.#feed.intervalS * 1000);
    };
    await look();
  }

  async stop(): Promise<void> {
    this.#stop?.abort();
    clearTimeout(this.#timer);
    await this.#looking;
    this.#state = 'stopped';
    this.#detail = undefined;
  }

  status(): SourceStatus {
    return { state: this.#state, ...(this.#detail !== undefined && { detail: this.#detail }), read: { ...this.#read } };
  }

  async #look(sink: Sink, signal: AbortSignal): Promise<void> {
    const { url, timeoutS, intervalS } = this.#feed;
    try {
      const answer = await fetchDocument(url, { etag: this.#etag, timeoutMs: timeoutS * 1000, signal });
      if (answer) {
        for (const link of await this.#take(answer.bytes, sink)) await this.#follow(link, sink, signal);
        // Only what was taken whole need not be sent again.
        this.#etag = answer.etag;
      }
      this.#state = 'running';
      this.#detail = undefined;
    } catch (error) {
      if (signal.aborted) return;
      this.#state = 'reconnecting';
      this.#detail = `${url}: ${(error as Error).message}; next attempt in ${intervalS} s`;
    }
  }

  async #take(bytes: Uint8Array, sink: Sink): Promise<readonly string[]> {
    const { alerts, links } = await receiveCap(bytes, sink);
    this.#read.documents++;
    this.#read.alerts += alerts;
    return links;
  }

  async #follow(link: string, sink: Sink, signal: AbortSignal): Promise<void> {
    if (this.#followed.has(link)) return;
    const { url, timeoutS } = this.#feed;
    const target = URL.parse(link, url);
    if (!target || !/^https?:$/.test(target.protocol) || !this.#hosts.has(target.host)) {
      sink.reject({
        reason: 'foreign_link',
        detail: `the feed leads to ${target?.host ?? 'no address'}; add the host to linkHosts of this feed to follow it`,
        excerpt: link.slice(0, 400),
      });
      this.#remember(link);
      return;
    }
    const answer = await fetchDocument(target.href, { timeoutMs: timeoutS * 1000, signal });
    if (answer) await this.#take(answer.bytes, sink);
    this.#read.links++;
    this.#remember(link);
  }

  #remember(link: string): void {
    this.#followed.add(link);
    if (this.#followed.size <= MOST_REMEMBERED) return;
    const [oldest] = this.#followed;
    this.#followed.delete(oldest!);
  }
}

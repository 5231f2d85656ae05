import { LONGEST_EXCERPT, type Rejection } from '../../observation.ts';
import type { AisMessage } from './ais-message.ts';
import { digits, epochMs } from './ascii.ts';
import { Assembler } from './assembler.ts';
import { clockSentence } from './clock-sentence.ts';
import { decodePayload } from './decode-payload.ts';
import { LineSplitter, LONGEST_LINE } from './line-splitter.ts';
import { type PayloadFault, payloadFault } from './payload-fault.ts';
import { readPlain } from './plain-sentence.ts';
import { emptySentence, opensAis, parseSentence, removeArmour, type SentenceFault, trailingTime } from './sentence.ts';
import { MAX_UNITS, WORD_BITS, wordsFor } from './six-bit.ts';
import { parseTagBlock } from './tag-block.ts';

const BANG = 0x21;
const HASH = 0x23;
const DOLLAR = 0x24;
const BACKSLASH = 0x5c;
const SPACE = 0x20;

/** Names of other sentences counted one by one; hostile input must not grow the table without end. Ours. */
const MOST_NAMES = 100;
const SENTENCE_NAME = /^[A-Z-]{2}[A-Z0-9]{2,6}$/;

/**
 * What became of every line: `lines` = `sentences` − `runOn` + the sum of `other` + rejections of whole lines (`not_nmea`,
 * `line_too_long`). A bad tag block and a clock sentence with a wrong checksum are rejected beside that.
 */
export interface ReadCounts {
  bytes: number;
  lines: number;
  /** `--VDM` and `--VDO` sentences, good or bad. */
  sentences: number;
  /** Of those, the ones that follow another on the same line. */
  runOn: number;
  /** Of those, the ones that decoded messages were made of; the others were rejected, or still wait for the rest. */
  sentencesInMessages: number;
  messages: number;
  /** Lines that carry no AIS sentence, by name: `GPGGA`, `PGHP`, …, `blank`, `comment`, `tag_block`. */
  readonly other: Record<string, number>;
}

export interface AisListener {
  /** `timeMs` is what the log itself says of this sentence's time, epoch milliseconds. */
  message(message: AisMessage, timeMs: number | undefined): void;
  /** A clock in the log ticked: good for what follows. */
  clock(utcMs: number): void;
  reject(rejection: Rejection): void;
}

/** Bytes in any chunks → decoded AIS messages, with an account of every line. Never throws, whatever the bytes. */
export class AisReader {
  readonly counts: ReadCounts = {
    bytes: 0,
    lines: 0,
    sentences: 0,
    runOn: 0,
    sentencesInMessages: 0,
    messages: 0,
    other: {},
  };
  readonly #listener: AisListener;
  readonly #splitter = new LineSplitter({
    whole: (buffer, view, start) => this.#plain(buffer, view, start),
    line: (buffer, start, end) => this.#line(buffer, start, end),
    tooLong: (beginning) => {
      this.counts.lines++;
      this.#reject('line_too_long', `the line is longer than ${LONGEST_LINE} bytes`, beginning, 0, beginning.length);
    },
  });
  readonly #assembler = new Assembler((reason, detail, line, sentence) =>
    this.#listener.reject({
      reason,
      detail: `line ${line}: ${detail}`,
      excerpt: sentence.slice(0, LONGEST_EXCERPT).replaceAll('\0', '\ufffd'),
      position: line,
    }),
  );
  readonly #sentence = emptySentence();
  readonly #tag = { timeMs: undefined as number | undefined, station: 0, group: 0, faulty: false };
  // Room behind the longest message, so that a fixed field of a short one reads zeros.
  readonly #words = new Int32Array(wordsFor(MAX_UNITS) + 32);
  #wordsUsed = 0;
  /** From the `PGHP` line just read. */
  #nextTimeMs: number | undefined;

  constructor(listener: AisListener) {
    this.#listener = listener;
  }

  push(chunk: Uint8Array): void {
    this.counts.bytes += chunk.length;
    this.#splitter.push(chunk);
  }

  /** The end of a datagram: what it left unfinished is a line. */
  endLine(): void {
    this.#splitter.endLine();
  }

  /** The end of the input: nothing more will come for what is unfinished. */
  end(): void {
    this.#splitter.endLine();
    this.#assembler.end();
  }

  /** The usual line, by the short way; see {@link readPlain}. */
  #plain(buffer: Buffer, view: DataView, start: number): number {
    const next = readPlain(view, start, this.#sentence, this.#words);
    if (next === 0) {
      this.#wrote(wordsFor(this.#sentence.units));
      return 0;
    }
    this.counts.lines++;
    this.counts.sentences++;
    const timeMs = this.#nextTimeMs;
    this.#nextTimeMs = undefined;
    const { end } = this.#sentence;
    const fault = this.#payload(buffer, start, end, timeMs);
    if (fault) this.#reject(fault.reason, fault.detail, buffer, start, end);
    return next;
  }

  #line(buffer: Buffer, from: number, to: number): void {
    this.counts.lines++;
    let start = from;
    let end = to;
    while (end > start && buffer[end - 1]! <= SPACE) end--;
    while (start < end && buffer[start]! <= SPACE) start++;
    if (opensAis(buffer, start, end)) this.#sentences(buffer, start, end);
    else this.#otherLine(buffer, start, end);
    // A tag block speaks for its own line.
    this.#tag.timeMs = undefined;
    this.#tag.station = 0;
    this.#tag.group = 0;
  }

  #otherLine(buffer: Buffer, start: number, end: number): void {
    if (start === end) this.#count('blank');
    else if (buffer[start] === HASH) this.#count('comment');
    else if (buffer[start] === BACKSLASH) this.#tagged(buffer, start, end);
    else if (buffer[start] === DOLLAR || buffer[start] === BANG) this.#otherSentence(buffer, start, end);
    else this.#prefixed(buffer, start, end);
  }

  #tagged(buffer: Buffer, start: number, end: number): void {
    const close = parseTagBlock(buffer, start, end, this.#tag);
    if (close === 0) {
      this.#reject('bad_tag_block', 'the tag block has no end (a second backslash)', buffer, start, end);
      this.#count('tag_block');
      return;
    }
    if (this.#tag.faulty)
      this.#reject(
        'bad_tag_block',
        'the tag block’s checksum is wrong; its sentence was read without it',
        buffer,
        start,
        end,
      );
    if (close === end) {
      // On a line of its own it speaks for the next sentence.
      this.#count('tag_block');
      if (this.#tag.timeMs !== undefined) this.#nextTimeMs = this.#tag.timeMs;
    } else if (opensAis(buffer, close, end)) this.#sentences(buffer, close, end);
    else this.#otherLine(buffer, close, end);
  }

  /** A `$` sentence, or a `!` sentence that is not AIS. */
  #otherSentence(buffer: Buffer, start: number, end: number): void {
    let nameEnd = start + 1;
    while (nameEnd < end && nameEnd < start + 10 && buffer[nameEnd] !== 0x2c && buffer[nameEnd] !== 0x2a) nameEnd++;
    const name = buffer.toString('latin1', start + 1, nameEnd);
    if (!SENTENCE_NAME.test(name)) {
      this.#reject('not_nmea', 'the line starts like a sentence but has no name of one', buffer, start, end);
      return;
    }
    this.#count(name);
    const clock = clockSentence(name, buffer, start, end);
    if (!clock) return;
    if (clock === 'checksum')
      this.#reject('checksum', `the checksum of ${name} is wrong; its time is not used`, buffer, start, end);
    else if (clock.forNext) this.#nextTimeMs = clock.utcMs;
    else this.#listener.clock(clock.utcMs);
  }

  /** A line that starts with something else: a logger's time stamp, perhaps, with the sentence behind it. */
  #prefixed(buffer: Buffer, start: number, end: number): void {
    let bang = start;
    while (bang < end && !opensAis(buffer, bang, end)) bang++;
    if (bang === end) {
      this.#reject('not_nmea', 'the line is no NMEA 0183 sentence: it starts with neither ! nor $', buffer, start, end);
      return;
    }
    let digitsEnd = start;
    while (digitsEnd < bang && buffer[digitsEnd]! >= 0x30 && buffer[digitsEnd]! <= 0x39) digitsEnd++;
    this.#tag.timeMs = epochMs(digits(buffer, start, digitsEnd));
    this.#sentences(buffer, bang, end);
  }

  /** The sentence at `start`, and any that was run together with it. */
  #sentences(buffer: Buffer, start: number, end: number): void {
    for (let at = start; at < end; ) {
      this.counts.sentences++;
      if (at > start) this.counts.runOn++;
      const fault = this.#aisSentence(buffer, at, end);
      if (fault) this.#reject(fault.reason, fault.detail, buffer, start, end);
      at = this.#sentence.end;
      while (at < end && !opensAis(buffer, at, end)) at++;
    }
  }

  #aisSentence(buffer: Buffer, start: number, end: number): SentenceFault | PayloadFault | undefined {
    const sentence = this.#sentence;
    const fault = parseSentence(buffer, start, end, sentence);
    let timeMs = this.#tag.timeMs ?? this.#nextTimeMs;
    this.#nextTimeMs = undefined;
    if (fault) return fault;
    if (end > sentence.end) timeMs = trailingTime(buffer, sentence.end, end) ?? timeMs;

    const badArmour = removeArmour(buffer, sentence, this.#words);
    this.#wrote(wordsFor(sentence.units));
    return badArmour ?? this.#payload(buffer, start, end, timeMs);
  }

  /** Decodes the payload of the sentence just read, if it is all of its message, or has it wait for the rest. */
  #payload(buffer: Buffer, start: number, end: number, timeMs: number | undefined): PayloadFault | undefined {
    const { total, units, fillBits } = this.#sentence;
    if (total > 1) return this.#assemble(buffer, start, end, timeMs);
    this.#clearBehind(wordsFor(units));
    return this.#decode(units * 6 - fillBits, timeMs, 1);
  }

  #wrote(words: number): void {
    if (words > this.#wordsUsed) this.#wordsUsed = words;
  }

  /** Zeros what an earlier, longer message left behind the first `used` words. */
  #clearBehind(used: number): void {
    for (let i = used; i < this.#wordsUsed; i++) this.#words[i] = 0;
    this.#wordsUsed = used;
  }

  #assemble(buffer: Buffer, start: number, end: number, timeMs: number | undefined): PayloadFault | undefined {
    const { counts } = this;
    const { total, units } = this.#sentence;
    const { station, group } = this.#tag;
    this.#wrote(wordsFor(units));
    const arrived = { line: counts.lines, station, group, timeMs };
    const bits = this.#assembler.add(this.#sentence, arrived, counts.sentences, this.#words);
    if (bits < 0) return undefined;
    const words = Math.ceil(bits / WORD_BITS);
    // Fill bits in the middle, and the last word's empty end, are put into one more word than counts.
    this.#wrote(words + 1);
    this.#clearBehind(words);
    const fault = this.#decode(bits, this.#assembler.timeMs, total);
    // Every sentence of the message falls with it; the caller rejects the last.
    for (let i = 1; fault && i < total; i++) this.#reject(fault.reason, fault.detail, buffer, start, end);
    return fault;
  }

  #decode(bits: number, timeMs: number | undefined, sentences: number): PayloadFault | undefined {
    const fault = payloadFault(this.#words, bits);
    if (fault) return fault;
    this.counts.messages++;
    this.counts.sentencesInMessages += sentences;
    this.#listener.message(decodePayload(this.#words, bits), timeMs);
    return undefined;
  }

  #count(name: string): void {
    const { other } = this.counts;
    const known = other[name] !== undefined || Object.keys(other).length < MOST_NAMES ? name : 'more';
    other[known] = (other[known] ?? 0) + 1;
  }

  #reject(reason: string, detail: string, buffer: Buffer, start: number, end: number): void {
    this.#listener.reject({
      reason,
      detail: `line ${this.counts.lines}: ${detail}`,
      excerpt: excerptOf(buffer, start, end),
      position: this.counts.lines,
    });
  }
}

/** As text that any database takes: what is not UTF-8, and NUL, become U+FFFD. */
function excerptOf(buffer: Buffer, start: number, end: number): string {
  return buffer.toString('utf8', start, Math.min(end, start + LONGEST_EXCERPT)).replaceAll('\0', '\ufffd');
}

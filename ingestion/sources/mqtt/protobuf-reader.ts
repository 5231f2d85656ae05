/** One field of a Protocol Buffers message ("Encoding", protobuf.dev): varints and fixed-width numbers as their bits, everything longer as bytes. */
export interface ProtobufField {
  readonly number: number;
  readonly value: bigint | Buffer;
}

const VARINT = 0;
const FIXED64 = 1;
const LENGTH_DELIMITED = 2;
const FIXED32 = 5;

/** @throws RangeError when the bytes are no message. */
export function* readFields(bytes: Buffer): Generator<ProtobufField> {
  let at = 0;
  const varint = (): bigint => {
    let value = 0n;
    for (let shift = 0n; shift < 70n; shift += 7n) {
      const byte = bytes[at++];
      if (byte === undefined) throw new RangeError('the message ends inside a number');
      value |= BigInt(byte & 0x7f) << shift;
      if ((byte & 0x80) === 0) return BigInt.asUintN(64, value);
    }
    throw new RangeError('a number has more than ten bytes');
  };
  const take = (length: number): Buffer => {
    if (at + length > bytes.length) throw new RangeError('the message ends inside a field');
    at += length;
    return bytes.subarray(at - length, at);
  };
  while (at < bytes.length) {
    const tag = Number(varint());
    const [number, wireType] = [Math.floor(tag / 8), tag % 8];
    if (wireType === VARINT) yield { number, value: varint() };
    else if (wireType === FIXED64) yield { number, value: take(8) };
    else if (wireType === FIXED32) yield { number, value: take(4) };
    else if (wireType === LENGTH_DELIMITED) yield { number, value: take(Number(varint())) };
    else throw new RangeError(`wire type ${wireType} is not known`);
  }
}

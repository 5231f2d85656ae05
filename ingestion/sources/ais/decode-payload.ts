import type { AisMessage } from './ais-message.ts';
import {
  decodeAcknowledgement,
  decodeAddressedBinary,
  decodeAddressedText,
  decodeBroadcastBinary,
  decodeBroadcastText,
  decodeGnssCorrections,
  decodeSlotBinary,
  decodeUtcInquiry,
  slotBinaryOverhead,
} from './decode-binary.ts';
import {
  decodeAssignedMode,
  decodeChannelManagement,
  decodeDataLinkManagement,
  decodeGroupAssignment,
  decodeInterrogation,
} from './decode-control.ts';
import {
  decodeClassAPosition,
  decodeClassBExtended,
  decodeClassBPosition,
  decodeLongRangePosition,
  decodeSarAircraftPosition,
} from './decode-position.ts';
import {
  decodeAidToNavigation,
  decodeBaseStationReport,
  decodeStaticDataA,
  decodeStaticDataB,
  decodeVoyageData,
} from './decode-static.ts';
import { uint } from './six-bit.ts';

/**
 * Fewest bits by message type; index 0 is no type. The lengths of ITU-R M.1371-5 annex 8, or the shorter ones that are seen
 * in the wild and lose nothing but padding: 163 for types 1–3 and 420 for type 5 (as gpsd), 162 for type 24 B.
 */
const FEWEST_BITS = [
  0, 163, 163, 163, 168, 420, 88, 72, 56, 168, 72, 168, 72, 72, 40, 88, 92, 80, 168, 312, 72, 272, 168, 160, 160, 40,
  60, 96,
];
const FEWEST_BITS_24B = 162;

/** Why a payload is no message. */
export class PayloadFault {
  readonly reason: 'truncated' | 'unknown_type';
  readonly detail: string;

  constructor(reason: PayloadFault['reason'], detail: string) {
    this.reason = reason;
    this.detail = detail;
  }
}

const tooShort = (type: number | string, bits: number, fewest: number): PayloadFault =>
  new PayloadFault('truncated', `a message of type ${type} has at least ${fewest} bits, this one has ${bits}`);

/**
 * Decodes one whole message. `words` holds it and only zeros behind it, and is not kept.
 * More bits than the type needs are ignored: receivers pad, and the sentence's checksum vouches for what was sent.
 */
export function decodePayload(words: Int32Array, bits: number): AisMessage | PayloadFault {
  const type = words[0]! >> 18;
  const fewest = FEWEST_BITS[type];
  if (fewest === undefined || type === 0)
    return new PayloadFault('unknown_type', `message type ${type} is not one of 1–27`);
  if (bits < fewest) return tooShort(type, bits, fewest);
  switch (type) {
    case 1:
    case 2:
    case 3:
      return decodeClassAPosition(words, bits, type);
    case 4:
    case 11:
      return decodeBaseStationReport(words, type);
    case 5:
      return decodeVoyageData(words, bits);
    case 18:
      return decodeClassBPosition(words);
    case 24:
      return decodeStaticData(words, bits);
    default:
      return decodeRarePayload(words, bits, type);
  }
}

function decodeStaticData(words: Int32Array, bits: number): AisMessage | PayloadFault {
  const part = uint(words, 38, 2);
  if (part === 0) return decodeStaticDataA(words);
  if (part !== 1) return new PayloadFault('unknown_type', `type 24 has parts 0 and 1, not ${part}`);
  return bits < FEWEST_BITS_24B ? tooShort('24 part B', bits, FEWEST_BITS_24B) : decodeStaticDataB(words);
}

function decodeRarePayload(words: Int32Array, bits: number, type: number): AisMessage | PayloadFault {
  switch (type) {
    case 6:
      return decodeAddressedBinary(words, bits);
    case 7:
    case 13:
      return decodeAcknowledgement(words, bits, type);
    case 8:
      return decodeBroadcastBinary(words, bits);
    case 9:
      return decodeSarAircraftPosition(words);
    case 10:
      return decodeUtcInquiry(words);
    case 12:
      return decodeAddressedText(words, bits);
    case 14:
      return decodeBroadcastText(words, bits);
    case 15:
      return decodeInterrogation(words);
    case 16:
      return decodeAssignedMode(words, bits);
    case 17:
      return decodeGnssCorrections(words, bits);
    case 19:
      return decodeClassBExtended(words);
    case 20:
      return decodeDataLinkManagement(words);
    case 21:
      return decodeAidToNavigation(words, bits);
    case 22:
      return decodeChannelManagement(words);
    case 23:
      return decodeGroupAssignment(words);
    case 25:
    case 26: {
      const overhead = slotBinaryOverhead(words, type);
      return bits < overhead ? tooShort(type, bits, overhead) : decodeSlotBinary(words, bits, type);
    }
    default:
      return decodeLongRangePosition(words);
  }
}

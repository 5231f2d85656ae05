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
 * Decodes one whole message in which {@link payloadFault} found no fault. `words` holds it and only zeros behind it, and is
 * not kept. More bits than the type needs are ignored: receivers pad, and the sentence's checksum vouches for what was sent.
 */
export function decodePayload(words: Int32Array, bits: number): AisMessage {
  const type = words[0]! >> 18;
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
      return uint(words, 38, 2) === 0 ? decodeStaticDataA(words) : decodeStaticDataB(words);
    default:
      return decodeRarePayload(words, bits, type);
  }
}

function decodeRarePayload(words: Int32Array, bits: number, type: number): AisMessage {
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
    case 26:
      return decodeSlotBinary(words, bits, type);
    default:
      return decodeLongRangePosition(words);
  }
}

/**
 * The contract's names of events by the words that agencies use, Chinese (simplified and traditional) and English. The first that fits holds: a tropical storm is not a
 * gale. Whatever no word fits keeps its own name.
 */
const EVENT_NAMES: readonly (readonly [RegExp, string])[] = [
  [/台风|颱風|typhoon|hurricane|tropical (cyclone|storm|depression)/i, '台风'],
  [/风暴潮|暴潮|storm surge/i, '风暴潮'],
  [/海啸|海嘯|tsunami/i, '海啸'],
  [/地震|earthquake|sismo/i, '地震'],
  [/雷|thunder|lightning/i, '雷电'],
  [/暴雨|豪雨|大雨|rainstorm|heavy rain|rainfall/i, '暴雨'],
  [/洪|淹水|flood/i, '洪水'],
  [/海浪|大浪|high (surf|waves)/i, '海浪'],
  [/大风|強風|强风|gale|wind/i, '大风'],
  [/高温|高溫|heat/i, '高温'],
  [/火险|火灾|野火|fire/i, '火险'],
];

export const eventName = (event: string): string => EVENT_NAMES.find(([words]) => words.test(event))?.[1] ?? event;

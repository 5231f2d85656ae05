/** What a ship is for, as far as rules care; the names that the speed limits of zones use. */
export type Trade =
  | 'leisure'
  | 'fishing'
  | 'tug'
  | 'pilot'
  | 'search_and_rescue'
  | 'patrol'
  | 'high_speed'
  | 'passenger'
  | 'cargo'
  | 'tanker'
  | 'other';

/** From "type of ship and cargo" of ITU-R M.1371-5 table 53. */
export function tradeOf(shipType: number): Trade {
  switch (shipType) {
    case 30:
      return 'fishing';
    case 31:
    case 32:
    case 52:
      return 'tug';
    case 36:
    case 37:
      return 'leisure';
    case 50:
      return 'pilot';
    case 51:
      return 'search_and_rescue';
    case 55:
      return 'patrol';
  }
  if (shipType >= 40 && shipType < 50) return 'high_speed';
  if (shipType >= 60 && shipType < 70) return 'passenger';
  if (shipType >= 70 && shipType < 80) return 'cargo';
  return shipType >= 80 && shipType < 90 ? 'tanker' : 'other';
}

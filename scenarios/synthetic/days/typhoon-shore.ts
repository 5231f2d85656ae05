import type { BeachesScript } from '../beaches/beaches-script.ts';
import type { SeaScript } from '../sea/sea-script.ts';

/** What the typhoon day does to ships: shelter from noon, the port closes in the afternoon, anchors drag once it blows a gale. */
export const typhoonSea: SeaScript = {
  kind: 'storm',
  shelterAtH: 12.5,
  portClosesAtH: 15.75,
  galeAtH: 15,
  easesAtH: 23,
  downwindDeg: 240,
  cause: 'typhoon',
};

/** People come to watch the surf although it blows. The bay is closed with the orange warning; some sixty stay until staff lead them off. */
export const typhoonBeaches: BeachesScript = {
  busiest: { 'beach-baisha': 490 },
  waveWatching: ['beach-baisha'],
  closings: [
    { beach: 'beach-baisha', atH: 14 + 40 / 60, callsAfterMin: [10], sweepAfterMin: 60 },
    { beach: 'beach-jinsha', atH: 14, callsAfterMin: [20], sweepAfterMin: 35 },
    { beach: 'beach-dongchong', atH: 14.25, callsAfterMin: [20], sweepAfterMin: 40 },
    { beach: 'beach-wanghai', atH: 13.5, callsAfterMin: [20], sweepAfterMin: 40 },
    { beach: 'beach-yinbo', atH: 13.5, callsAfterMin: [15], sweepAfterMin: 40 },
    { beach: 'beach-xiaolu', atH: 12.5, callsAfterMin: [15], sweepAfterMin: 30 },
  ],
};

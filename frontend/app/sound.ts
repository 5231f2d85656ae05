import { useLive } from '../feed/live-store.ts';
import type { IncidentView } from '../feed/model.ts';
import { useAppState } from './app-store.ts';

/** Ours: a flood of incidents is heard as one, not as a drone. */
const REST_MS = 1000;
const GESTURES = ['pointerdown', 'keydown'] as const;

let audio: AudioContext | undefined;
let soundedAt = Number.NEGATIVE_INFINITY;

/** Browsers keep sound off until the first key or click. Opening the device takes a tenth of a second, which must not fall on the first alarm. */
function wake(): void {
  audio ??= new AudioContext();
  if (audio.state === 'suspended') void audio.resume();
}

/** One soft tone: a fifth that fades within half a second, quiet enough for a night shift. */
function tone(): void {
  if (performance.now() - soundedAt < REST_MS) return;
  // A tone that cannot sound yet is dropped, not queued.
  if (audio?.state !== 'running') return;
  soundedAt = performance.now();
  const start = audio.currentTime;
  const volume = audio.createGain();
  volume.gain.setValueAtTime(0, start);
  volume.gain.linearRampToValueAtTime(0.06, start + 0.03);
  volume.gain.exponentialRampToValueAtTime(0.0001, start + 0.5);
  volume.connect(audio.destination);
  for (const frequency of [523.25, 783.99]) {
    const voice = audio.createOscillator();
    voice.frequency.value = frequency;
    voice.connect(volume);
    voice.start(start);
    voice.stop(start + 0.5);
  }
}

const isLoud = (incident: IncidentView): boolean =>
  incident.grade <= 2 && !incident.acknowledged && !incident.shelved && incident.condition === 'active';

/** Sounds once for every incident that newly becomes grade I or II. What stands at the start is not news. Returns what undoes it. */
export function soundOnNews(): () => void {
  if (navigator.userActivation.hasBeenActive) wake();
  for (const gesture of GESTURES) addEventListener(gesture, wake, { once: true });
  const unsubscribe = useLive.subscribe((state, before) => {
    if (!before.known || state.incidents === before.incidents || !useAppState.getState().sound) return;
    const news = [...state.incidents.values()].some((incident) => {
      const earlier = before.incidents.get(incident.id);
      return earlier !== incident && isLoud(incident) && (earlier === undefined || !isLoud(earlier));
    });
    if (news) tone();
  });
  return () => {
    unsubscribe();
    for (const gesture of GESTURES) removeEventListener(gesture, wake);
  };
}

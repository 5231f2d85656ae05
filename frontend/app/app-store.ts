import { create } from 'zustand';

const STORED = 'vantage.sound';

interface AppState {
  readonly palette: boolean;
  readonly help: boolean;
  readonly layers: boolean;
  readonly sound: boolean;
  readonly openPalette: () => void;
  readonly openHelp: () => void;
  readonly closeOverlays: () => void;
  readonly toggleLayers: () => void;
  readonly toggleSound: () => void;
}

/** What is open over the console, and the officer's own settings. */
export const useAppState = create<AppState>((set, get) => ({
  palette: false,
  help: false,
  // A phone's chart has no room for the panel until it is asked for.
  layers: innerWidth > 900,
  sound: localStorage.getItem(STORED) !== 'off',
  openPalette: () => set({ palette: true, help: false }),
  openHelp: () => set({ help: true, palette: false }),
  closeOverlays: () => set({ help: false, palette: false }),
  toggleLayers: () => set({ layers: !get().layers }),
  toggleSound: () => {
    const sound = !get().sound;
    localStorage.setItem(STORED, sound ? 'on' : 'off');
    set({ sound });
  },
}));

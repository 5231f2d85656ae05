import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

/** Every browser that runs WebGL 2 reads woff2; the woff copies would double what is shipped. */
function woff2Only(): Plugin {
  return {
    name: 'vantage:woff2-only',
    enforce: 'pre',
    transform(code, id) {
      if (!id.includes('@fontsource') || !id.endsWith('.css')) return undefined;
      return { code: code.replace(/, url\([^)]*\.woff\) format\('woff'\)/g, ''), map: null };
    },
  };
}

/** The page itself, the map and its engines are separate downloads; Vite's own preload helper must not drag the engines in. */
function chunkOf(id: string): string | undefined {
  if (id.includes('vite/preload-helper')) return 'preload';
  if (!id.includes('node_modules')) return undefined;
  if (id.includes('maplibre-gl')) return 'maplibre';
  if (/@deck\.gl|@luma\.gl|@loaders\.gl|@math\.gl|@probe\.gl|mjolnir|earcut|gl-matrix/.test(id)) return 'deck';
  return undefined;
}

export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  base: '/',
  plugins: [woff2Only(), react()],
  worker: { format: 'es' },
  build: {
    outDir: fileURLToPath(new URL('../dist/frontend', import.meta.url)),
    emptyOutDir: true,
    target: 'es2023',
    // A font subset inlined as base64 would be loaded by everyone; as a file only by who needs its characters.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 1200,
    rolldownOptions: {
      output: { codeSplitting: { groups: [{ debugName: 'engines', name: (id: string) => chunkOf(id) ?? null }] } },
    },
  },
});

import '@fontsource/noto-sans-sc/400.css';
import '@fontsource/noto-sans-sc/600.css';
import './app/styles/theme.css';
import './app/styles/global.css';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/app.tsx';
import { startLanguages } from './app/i18n.ts';
import { RestError } from './feed/rest.ts';

const queries = new QueryClient({
  defaultOptions: {
    queries: {
      refetchOnWindowFocus: false,
      // What the server refuses stays refused; only a server that could not be reached or failed is asked again.
      retry: (failures, error) =>
        failures < 2 && !(error instanceof RestError && error.status > 0 && error.status < 500),
    },
  },
});

await startLanguages();
createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <QueryClientProvider client={queries}>
      <App />
    </QueryClientProvider>
  </StrictMode>,
);

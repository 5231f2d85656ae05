import { lazy, Suspense, useEffect, useState } from 'react';
import { useCity } from '../feed/city.ts';
import { cityFeed } from '../feed/feed.ts';
import type { LiveClient } from '../feed/live-client.ts';
import { useLive } from '../feed/live-store.ts';
import { restoreSession } from '../feed/session.ts';
import { useSession } from '../feed/session-store.ts';
import { Console } from '../surfaces/console/console.tsx';
import { SignIn } from '../surfaces/signin/sign-in.tsx';
import { Notice } from '../ui/notice.tsx';
import { Toasts } from '../ui/toasts.tsx';
import { soundOnNews } from './sound.ts';
import { followHistory, useView } from './url-state.ts';
import { useWording } from './wording.ts';

const Replay = lazy(() => import('../surfaces/replay/replay.tsx').then(({ Replay }) => ({ default: Replay })));
const Alarms = lazy(() => import('../surfaces/alarms/alarms.tsx').then(({ Alarms }) => ({ default: Alarms })));
const Admin = lazy(() => import('../surfaces/admin/admin.tsx').then(({ Admin }) => ({ default: Admin })));

/** Signed out: the form. Signed in: the surface of the path, fed by one live connection. Expired: the form over the kept surface. */
export function App() {
  const phase = useSession((state) => state.phase);
  const path = useView((view) => view.path);
  useEffect(followHistory, []);
  if (phase === 'asking') return <Asking />;
  if (phase === 'out') return <SignIn />;
  return (
    <>
      <Feed client={cityFeed.client} active={phase === 'in'} />
      <Suspense>
        <Surface path={path} />
      </Suspense>
      {phase === 'expired' && <SignIn expired />}
      <Toasts />
    </>
  );
}

function Surface({ path }: { path: string }) {
  // Every surface shows the city's own time: it is asked for at once, and what is shown follows when it is known.
  useCity();
  switch (path) {
    case '/admin':
      return <Admin />;
    case '/alarms':
      return <Alarms />;
    case '/replay':
      return <Replay />;
    default:
      return <Console />;
  }
}

/** Keeps the live connection as long as somebody is signed in. */
function Feed({ client, active }: { client: LiveClient; active: boolean }) {
  const expired = useLive((state) => state.phase === 'expired');
  useEffect(() => {
    if (!active) return;
    client.start();
    const silence = soundOnNews();
    return () => {
      silence();
      client.stop();
    };
  }, [client, active]);
  useEffect(() => {
    if (expired) useSession.getState().expire();
  }, [expired]);
  return null;
}

/** The server has not said yet whether this browser is signed in; when it cannot be reached, that, and the next step. */
function Asking() {
  const { t } = useWording();
  const [failed, setFailed] = useState(false);
  const [attempt, setAttempt] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new attempt asks again
  useEffect(() => {
    setFailed(false);
    restoreSession().catch(() => setFailed(true));
  }, [attempt]);
  if (!failed) return null;
  return (
    <Notice tone="alert" title={t('connection.unreachable')} hint={t('connection.unreachableHint')}>
      <button type="button" onClick={() => setAttempt(attempt + 1)}>
        {t('connection.retry')}
      </button>
    </Notice>
  );
}

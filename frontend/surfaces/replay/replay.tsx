import { useEffect } from 'react';
import { useAppState } from '../../app/app-store.ts';
import { useWording } from '../../app/wording.ts';
import { Opening } from './opening/opening.tsx';
import { ReplayFrame } from './replay-frame.tsx';
import { followReplayLink, useReplayLink } from './replay-link.ts';
import { Stage } from './stage.tsx';

/** 复盘推演: what happened, on one clock; what would have happened, beside it; and how well it was noticed. */
export function Replay() {
  const { t, language } = useWording();
  const a = useReplayLink((link) => link.a);
  useEffect(followReplayLink, []);
  useClearChart();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the title is said in the language
  useEffect(() => {
    const before = document.title;
    document.title = t('replay.pageTitle');
    return () => {
      document.title = before;
    };
  }, [language]);
  return <ReplayFrame>{a === undefined ? <Opening /> : <Stage key={a} id={a} />}</ReplayFrame>;
}

/** Two charts side by side have no room for the layers panel until it is asked for. */
function useClearChart(): void {
  useEffect(() => {
    const { layers } = useAppState.getState();
    useAppState.setState({ layers: false });
    return () => useAppState.setState({ layers });
  }, []);
}

import { useMemo, useState } from 'react';
import { useWording } from '../../app/wording.ts';
import { explain } from '../../panels/inspector/act.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { Sheet } from '../../ui/modal.tsx';
import { Notice } from '../../ui/notice.tsx';
import { BookmarkDialog } from './bookmark-dialog.tsx';
import { BranchDialog } from './branch/branch-dialog.tsx';
import { differencesOf } from './differences.ts';
import { KeysHelp } from './keys-help.tsx';
import { Lanes } from './lanes/lanes.tsx';
import { Maps } from './maps.tsx';
import { PlainBadge } from './replay-frame.tsx';
import { changeReplay, useReplayLink } from './replay-link.ts';
import { exportReport } from './report/export-report.ts';
import { useReportWords } from './report/use-report-words.ts';
import { type Run, useOneClock, useRun } from './runs.ts';
import { Side } from './side.tsx';
import styles from './stage.module.css';
import { StageBar } from './stage-bar.tsx';
import { TransportBar } from './transport-bar.tsx';
import { type StageDialog, useStageKeys } from './use-stage-keys.ts';

const NO_DIFFERENCES = [] as const;

/** One replay, or two side by side: maps, lanes, transport and scorecard under one clock. */
export function Stage({ id }: { id: string }) {
  const linkedB = useReplayLink((link) => link.b);
  const a = useRun('a', id);
  const b = useRun('b', linkedB === id ? undefined : linkedB);
  useOneClock(a, b);
  const [dialog, setDialog] = useState<StageDialog>();
  const differences = useMemo(
    () => (a?.lanes && b?.lanes ? differencesOf(a.lanes.alerts, b.lanes.alerts) : NO_DIFFERENCES),
    [a?.lanes, b?.lanes],
  );
  const words = useReportWords();
  const report = () => exportReport(a, b, differences, words);
  useStageKeys({ a, b, differences, open: setDialog, report });
  if (!a?.replay) return <Missing run={a} />;
  const close = () => setDialog(undefined);
  return (
    <div className={styles.stage} data-runs={b ? 2 : 1}>
      <StageBar a={a} b={b} onCard={() => setDialog('card')} />
      {a.replay.state === 'failed' ? (
        <Failed run={a} />
      ) : (
        <>
          <Maps a={a} b={b} />
          <Lanes a={a} b={b} />
          <aside className={styles.side}>
            <Side a={a} b={b} onBranch={() => setDialog('branch')} />
          </aside>
          <TransportBar a={a} b={b} differences={differences} onOpen={setDialog} onReport={report} />
        </>
      )}
      {dialog === 'branch' && <BranchDialog run={a} onClose={close} />}
      {dialog === 'bookmark' && <BookmarkDialog run={a} onClose={close} />}
      {dialog === 'card' && <CardSheet a={a} b={b} onClose={close} onBranch={() => setDialog('branch')} />}
      <KeysHelp />
    </div>
  );
}

interface CardSheetProps {
  readonly a: Run;
  readonly b: Run | undefined;
  readonly onClose: () => void;
  readonly onBranch: () => void;
}

/** On a phone the column beside the maps comes as a sheet. */
function CardSheet({ a, b, onClose, onBranch }: CardSheetProps) {
  const { t, say } = useWording();
  return (
    <Sheet title={a.replay ? say(a.replay.title) : t('replay.card.title')} onClose={onClose} wide>
      <Side a={a} b={b} onBranch={onBranch} />
      <ActionButton onPress={onClose}>{t('help.close')}</ActionButton>
    </Sheet>
  );
}

/** Before the session is known, or when there is none of that name. */
function Missing({ run }: { run: Run | undefined }) {
  const { t } = useWording();
  if (!run?.error)
    return (
      <div className={styles.opening} role="status">
        <p>{t('replay.loading')}</p>
      </div>
    );
  return (
    <div className={styles.opening}>
      <Notice tone="alert" title={t('replay.gone')} hint={explain(run.error)}>
        <PlainBadge />
        <BackToList />
      </Notice>
    </div>
  );
}

function Failed({ run }: { run: Run }) {
  const { t } = useWording();
  return (
    <div className={styles.failed}>
      <Notice tone="alert" title={t('replay.failed')} hint={run.replay?.detail ?? t('replay.failedHint')}>
        <BackToList />
      </Notice>
    </div>
  );
}

function BackToList() {
  const { t } = useWording();
  return (
    <ActionButton primary onPress={() => changeReplay({ a: undefined, b: undefined }, true)}>
      {t('replay.toList')}
    </ActionButton>
  );
}

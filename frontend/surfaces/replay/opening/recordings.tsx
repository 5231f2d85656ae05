import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useWording } from '../../../app/wording.ts';
import { cityNow } from '../../../clock/city-clock.ts';
import { minuteTime, momentTime } from '../../../clock/city-time.ts';
import {
  type RecordingView,
  recordingFile,
  removeRecording,
  startRecording,
  stopRecording,
  useRecordings,
} from '../../../feed/replays.ts';
import { explain } from '../../../panels/inspector/act.ts';
import { ActionButton } from '../../../ui/action-button.tsx';
import { Notice, Skeleton } from '../../../ui/notice.tsx';
import { toast } from '../../../ui/toasts.tsx';
import { useCreateReplay } from './create.ts';
import styles from './opening.module.css';

/** What was recorded, and the button that records what arrives now. */
export function Recordings() {
  const { t } = useWording();
  const { data, error, refetch } = useRecordings();
  const start = useRecordingAct(() => startRecording(t('replay.recordingOf', { time: momentTime(cityNow(), 0) })));
  const running = data?.some(({ state }) => state === 'recording') ?? false;
  return (
    <section className={styles.section} aria-labelledby="replay-recordings">
      <div className={styles.sectionHead}>
        <h2 id="replay-recordings">
          {t('replay.recordings')} {data && data.length > 0 && <span>{data.length}</span>}
        </h2>
        <ActionButton
          busy={start.isPending}
          refusal={running ? t('replay.recordingRuns') : undefined}
          onPress={() => start.mutate()}
        >
          {t('replay.record')}
        </ActionButton>
      </div>
      {error && (
        <Notice tone="alert" title={t('replay.recordingsFailed')} hint={explain(error)}>
          <ActionButton onPress={() => void refetch()}>{t('problem.retry')}</ActionButton>
        </Notice>
      )}
      {!data && !error && <Skeleton lines={3} label={t('replay.recordings')} />}
      {data?.length === 0 && <Notice title={t('replay.noRecordings')} hint={t('replay.noRecordingsHint')} />}
      <ul className={styles.rows}>
        {data?.map((recording) => (
          <RecordingRow key={recording.id} recording={recording} />
        ))}
      </ul>
    </section>
  );
}

/** Something done to recordings: the list is fetched anew after it, and a failure is told. */
function useRecordingAct(act: () => Promise<unknown>) {
  const { t } = useWording();
  const client = useQueryClient();
  return useMutation({
    mutationFn: act,
    onSettled: () => client.invalidateQueries({ queryKey: ['recordings'] }),
    onError: (error) => toast('failed', t('replay.recordingFailed'), explain(error)),
  });
}

function RecordingRow({ recording }: { recording: RecordingView }) {
  const { t, language } = useWording();
  const { id, name, state, from, to, messages, bytes, detail } = recording;
  const number = new Intl.NumberFormat(language);
  const size = (bytes / 1e6).toFixed(bytes < 1e7 ? 1 : 0);
  const span = from && to ? `${momentTime(Date.parse(from), 0)}–${minuteTime(Date.parse(to))}` : undefined;
  const facts = [
    span,
    t('replay.messagesCount', { n: number.format(messages) }),
    `${size} MB`,
    t(`replay.recordingState.${state}`),
  ];
  return (
    <li className={styles.row}>
      <div>
        <p className={styles.name}>{name}</p>
        <p className={styles.facts}>
          {facts.filter(Boolean).join(' · ')}
          {state === 'complete' && (
            <>
              {' · '}
              <a href={recordingFile(id)} download>
                {t('replay.recordingFile')}
              </a>
            </>
          )}
          {detail && ` · ${detail}`}
        </p>
      </div>
      {state === 'recording' ? <StopButton id={id} /> : <OpenButtons id={id} state={state} />}
    </li>
  );
}

function StopButton({ id }: { id: string }) {
  const { t } = useWording();
  const stop = useRecordingAct(() => stopRecording(id));
  return (
    <ActionButton busy={stop.isPending} onPress={() => stop.mutate()}>
      {t('replay.recordingStop')}
    </ActionButton>
  );
}

function OpenButtons({ id, state }: { id: string; state: RecordingView['state'] }) {
  const { t } = useWording();
  const create = useCreateReplay();
  const remove = useRecordingAct(() => removeRecording(id));
  return (
    <>
      <ActionButton
        busy={create.isPending}
        refusal={create.error ? explain(create.error) : state === 'broken' ? t('replay.recordingBroken') : undefined}
        onPress={() => create.mutate({ kind: 'recording', recording: id })}
      >
        {t(create.isPending ? 'replay.opening' : 'replay.open')}
      </ActionButton>
      <ActionButton busy={remove.isPending} onPress={() => remove.mutate()}>
        {t('replay.remove')}
      </ActionButton>
    </>
  );
}

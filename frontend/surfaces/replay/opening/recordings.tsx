import { useWording } from '../../../app/wording.ts';
import { minuteTime, momentTime } from '../../../clock/city-time.ts';
import { type RecordingView, useRecordings } from '../../../feed/replays.ts';
import { explain } from '../../../panels/inspector/act.ts';
import { ActionButton } from '../../../ui/action-button.tsx';
import form from '../../../ui/form.module.css';
import { Notice, Skeleton } from '../../../ui/notice.tsx';
import { useCreateReplay } from './create.ts';
import styles from './opening.module.css';

export function Recordings() {
  const { t } = useWording();
  const { data, error, refetch } = useRecordings();
  return (
    <section className={styles.section} aria-labelledby="replay-recordings">
      <h2 id="replay-recordings">
        {t('replay.recordings')} {data && data.length > 0 && <span>{data.length}</span>}
      </h2>
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

function RecordingRow({ recording }: { recording: RecordingView }) {
  const { t, language } = useWording();
  const create = useCreateReplay();
  const { name, state, from, to, messages, bytes, detail } = recording;
  const number = new Intl.NumberFormat(language);
  const size = (bytes / 1e6).toFixed(bytes < 1e7 ? 1 : 0);
  const span = from && to ? `${momentTime(Date.parse(from), 0)}–${minuteTime(Date.parse(to))}` : undefined;
  return (
    <li className={styles.row}>
      <div>
        <p className={styles.name}>{name}</p>
        <p className={styles.facts}>
          {[
            span,
            t('replay.messagesCount', { n: number.format(messages) }),
            `${size} MB`,
            t(`replay.recordingState.${state}`),
          ]
            .filter(Boolean)
            .join(' · ')}
        </p>
        {(detail || create.error) && (
          <p className={form.error} role="alert">
            {create.error ? explain(create.error) : detail}
          </p>
        )}
      </div>
      <ActionButton
        busy={create.isPending}
        refusal={state === 'complete' ? undefined : t(`replay.recordingRefusal.${state}`)}
        onPress={() => create.mutate({ kind: 'recording', recording: recording.id })}
      >
        {t(create.isPending ? 'replay.opening' : 'replay.open')}
      </ActionButton>
    </li>
  );
}

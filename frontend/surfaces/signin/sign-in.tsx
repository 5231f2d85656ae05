import { type FormEvent, useEffect, useRef, useState } from 'react';
import { setLanguage } from '../../app/i18n.ts';
import { useWording } from '../../app/wording.ts';
import { RestError } from '../../feed/rest.ts';
import { signIn } from '../../feed/session.ts';
import button from '../../ui/action-button.module.css';
import form from '../../ui/form.module.css';
import { BrandMark } from '../../ui/icon.tsx';
import styles from './sign-in.module.css';

/** Name and password; says plainly what went wrong and where the first password is. */
export function SignIn({ expired = false }: { expired?: boolean }) {
  const { t, language } = useWording();
  const [username, setUsername] = useState('');
  const [password, setPassword] = useState('');
  const [shown, setShown] = useState(false);
  const [sending, setSending] = useState(false);
  const [fault, setFault] = useState<string>();
  const name = useRef<HTMLInputElement>(null);
  useEffect(() => name.current?.focus(), []);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (username.trim() === '' || password === '') return setFault(t('signIn.missing'));
    setSending(true);
    setFault(undefined);
    try {
      await signIn({ username: username.trim(), password });
    } catch (error) {
      setFault(t(...faultOf(error)));
    } finally {
      setSending(false);
    }
  };
  return (
    <main className={styles.page}>
      <form className={styles.card} onSubmit={(event) => void submit(event)} aria-label={t('signIn.heading')}>
        <p className={styles.brand}>
          <BrandMark size={28} /> {t('brand')}
        </p>
        <h1>{t('signIn.heading')}</h1>
        {expired && <p className={form.hint}>{t('signIn.expired')}</p>}
        <div className={form.field}>
          <label htmlFor="username">{t('signIn.username')}</label>
          <input
            id="username"
            ref={name}
            className={form.input}
            autoComplete="username"
            autoCapitalize="none"
            value={username}
            onChange={(event) => setUsername(event.target.value)}
          />
        </div>
        <div className={form.field}>
          <label htmlFor="password">{t('signIn.password')}</label>
          <input
            id="password"
            className={form.input}
            type={shown ? 'text' : 'password'}
            autoComplete="current-password"
            value={password}
            onChange={(event) => setPassword(event.target.value)}
          />
          <button type="button" className={styles.plain} aria-pressed={shown} onClick={() => setShown(!shown)}>
            {t(shown ? 'signIn.hide' : 'signIn.show')}
          </button>
        </div>
        <p className={form.error} role="alert" hidden={fault === undefined}>
          {fault}
        </p>
        <button type="submit" className={button.button} data-primary disabled={sending}>
          {t(sending ? 'signIn.submitting' : 'signIn.submit')}
        </button>
        <p className={form.hint}>{t('signIn.first')}</p>
        <button
          type="button"
          className={styles.plain}
          onClick={() => void setLanguage(language === 'en' ? 'zh-CN' : 'en')}
        >
          {t('language.switch')}
        </button>
      </form>
    </main>
  );
}

type Fault = ['signIn.wrong'] | ['signIn.tooMany'] | ['signIn.unreachable'] | ['signIn.failed', { detail: string }];

function faultOf(error: unknown): Fault {
  if (!(error instanceof RestError)) return ['signIn.failed', { detail: String(error) }];
  if (error.status === 0) return ['signIn.unreachable'];
  if (error.status === 401) return ['signIn.wrong'];
  if (error.status === 429) return ['signIn.tooMany'];
  return ['signIn.failed', { detail: error.message }];
}

import '../../styles/select.css';
import './backup.css';
import { Archive } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { Button } from '../../components/button.tsx';
import { useText } from '../../locales/index.ts';
import { size } from '../../state/format.ts';
import { useApp, useAppState, useLang } from '../app-context.tsx';
import { Dialog } from '../dialog.tsx';
import { RestorePart } from './restore-part.tsx';

/** Everything into one file: how much of it has come, and how to give it up. */
function SavePart({ working, setWorking }: Pick<Working, 'working' | 'setWorking'>) {
  const { dispatch } = useApp();
  const t = useText();
  const lang = useLang();
  const [bytes, setBytes] = useState(0);
  return (
    <section aria-labelledby="backup-save">
      <h3 id="backup-save">{t('backup.save')}</h3>
      <p className="aside">{t('backup.save.text')}</p>
      {working ? (
        <p className="backup-doing" role="status" data-testid="backup-doing">
          <span>{t('backup.made', { size: size(bytes, lang) })}</span>
          <progress aria-label={t('export.working')} />
          <Button small look="outline" text={t('export.stop')} onClick={() => working.abort()} />
        </p>
      ) : (
        <Button
          look="primary"
          icon={Archive}
          text={t('backup.save')}
          data-command="saveBackup"
          onClick={() => {
            const now = new AbortController();
            setBytes(0);
            setWorking(now);
            dispatch('saveBackup', { signal: now.signal, hear: setBytes });
          }}
        />
      )}
    </section>
  );
}
type Working = {
  working: AbortController | undefined;
  setWorking: (now: AbortController | undefined) => void;
};

/** Everything that the server holds, into one file and back. */
export function BackupDialog() {
  const t = useText();
  const [working, setWorking] = useState<AbortController>();
  const notice = useAppState((state) => state.notice);
  const restoring = useRef<AbortController>(undefined);
  // Whatever came of it has been said.
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new notice is what ends it
  useEffect(() => setWorking(undefined), [notice?.number]);
  return (
    <Dialog
      title={t('backup.title')}
      testId="backup"
      onClose={() => {
        working?.abort();
        restoring.current?.abort();
      }}
    >
      <div className="backup-parts">
        <SavePart working={working} setWorking={setWorking} />
        <RestorePart running={restoring} />
      </div>
    </Dialog>
  );
}

import { DatabaseZap } from 'lucide-react';
import { Empty } from '../../components/bits.tsx';
import { useText } from '../../locales/index.ts';

/** What stands in the console's place in a file: there is no database to ask. */
export function Console() {
  const t = useText();
  return (
    <Empty icon={DatabaseZap} title={t('finding.noConsole')}>
      {t('finding.noConsole.text')}
    </Empty>
  );
}

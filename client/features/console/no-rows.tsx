import { Rows3, Square } from 'lucide-react';
import { Empty } from '../../components/bits.tsx';
import { useText } from '../../locales/index.ts';
import type { Result } from '../../state/console/result.ts';

/** What stands where rows would, once there are to be none. What failed has its note instead. */
export function NoRows({ result: { phase, columns } }: { result: Result }) {
  const t = useText();
  if (phase === 'cancelled') return <Empty icon={Square} title={t('console.noRows.cancelled')} />;
  if (phase !== 'done') return null;
  return <Empty icon={Rows3} title={t(columns.length === 0 ? 'console.noRows.plan' : 'console.noRows')} />;
}

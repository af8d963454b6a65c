import './importing.css';
import { useText } from '../../locales/index.ts';
import { roomOf } from '../../state/importing/store.ts';
import { Dialog } from '../dialog.tsx';
import { CheckRoom } from './check-room.tsx';
import { ChooseRoom } from './choose-room.tsx';
import { EndedRoom } from './ended-room.tsx';
import { LoadingRoom } from './loading-room.tsx';
import { useImport, useSession } from './use-import.ts';

const ROOMS = { choose: ChooseRoom, check: CheckRoom, loading: LoadingRoom, ended: EndedRoom } as const;

/** A file becomes a dataset: it is chosen, looked at, loaded. Closed, it goes on, or waits as it is; only what has ended well is over. */
export function ImportDialog() {
  const t = useText();
  const session = useSession();
  const room = useImport(roomOf);
  const over = useImport(({ outcome }) => outcome?.kind === 'loaded');
  const Room = ROOMS[room];
  return (
    <Dialog
      title={t('import.title')}
      testId="importing"
      look="wide"
      onClose={() => {
        if (over) session.leave();
      }}
    >
      <Room />
    </Dialog>
  );
}

import { Copy, Quote } from 'lucide-react';
import { viewIn } from '../state/store.ts';
import { toClipboard } from './clipboard.ts';
import { command } from './context.ts';

export const citeCommands = {
  cite: command({
    group: 'edit',
    label: 'command.cite',
    icon: Quote,
    keys: ['q'],
    enabled: (state) => ['entity', 'claim', 'loop'].includes(viewIn(state).selection.kind),
    run: ({ store }) => store.setState({ dialog: 'cite' }),
  }),
  copyText: command<string>({
    group: 'edit',
    label: 'cite.copy',
    icon: Copy,
    run: (context, text) =>
      toClipboard(context, text, context.t('said.textCopied'), context.t('said.textNotCopied')),
  }),
};

import { Copy, Quote } from 'lucide-react';
import { viewIn } from '../state/store.ts';
import { command, tell } from './context.ts';

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
    run: async (context, text) => {
      try {
        await navigator.clipboard.writeText(text);
        tell(context, context.t('said.textCopied'));
      } catch {
        // No clipboard without a secure context or permission: it can be selected where it stands.
        tell(context, context.t('said.textNotCopied'), 'warn');
      }
    },
  }),
};

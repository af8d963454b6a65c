import { CodeXml } from 'lucide-react';
import { embedCode } from '../state/embed.ts';
import { toClipboard } from './clipboard.ts';
import { command } from './context.ts';
import { pictureTitle } from './picture-title.ts';

export const embedCommands = {
  copyEmbed: command({
    group: 'edit',
    label: 'command.copyEmbed',
    icon: CodeXml,
    enabled: ({ served, finding }) => served.length > 0 && finding === undefined,
    run: async (context) => {
      const { shortened } = await import('./snapshots.ts');
      const title = pictureTitle(context, context.store.getState());
      const code = embedCode(new URL(await shortened(context), location.href), title);
      await toClipboard(context, code, context.t('said.embedCopied'), context.t('said.textNotCopied'));
    },
  }),
};

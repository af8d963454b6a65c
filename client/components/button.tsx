import type { LucideIcon } from 'lucide-react';
import type { ButtonHTMLAttributes, ReactNode, Ref } from 'react';

type Props = Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'children'> & {
  icon?: LucideIcon;
  /** Shown beside the icon. Without it the button shows only the icon, and needs `label`. */
  text?: ReactNode;
  label?: string;
  look?: 'quiet' | 'outline' | 'primary';
  small?: boolean;
  ref?: Ref<HTMLButtonElement>;
};

/** A button, with icon, text or both. */
export function Button({ icon: Icon, text, label, look = 'quiet', small, className, ...rest }: Props) {
  return (
    <button
      type="button"
      className={['button', look, small && 'small', text === undefined && 'square', className]
        .filter(Boolean)
        .join(' ')}
      aria-label={label}
      title={label}
      {...rest}
    >
      {Icon && <Icon size={small ? 14 : 16} aria-hidden="true" />}
      {text !== undefined && <span>{text}</span>}
    </button>
  );
}

import {
  Boxes,
  BrainCircuit,
  Building2,
  ChartNoAxesColumn,
  CircleDashed,
  Cloud,
  Cpu,
  Landmark,
  Layers,
  type LucideIcon,
  Server,
  User,
  Users,
  Workflow,
} from 'lucide-react';

/** Icons by kind of entity. */
export const KIND_ICONS: Readonly<Record<string, LucideIcon>> = {
  Company: Building2,
  CloudProvider: Cloud,
  Institution: Landmark,
  Person: User,
  Group: Users,
  Chip: Cpu,
  Architecture: Workflow,
  Model: BrainCircuit,
  Service: Boxes,
  System: Server,
  Segment: Layers,
  Metric: ChartNoAxesColumn,
};
/** The icon of a kind of entity: the same on the canvas, in the legend and in lists. */
export const kindIcon = (of: string): LucideIcon => KIND_ICONS[of] ?? CircleDashed;

type Props = { of: string; size?: number };
/** A small badge in the colour of the kind. Decorative: the kind is written beside it, or in its label. */
export function KindIcon({ of, size = 14 }: Props) {
  const Icon = kindIcon(of);
  return (
    <span className="kind-icon" style={{ color: `var(--kind-${of})` }} aria-hidden="true">
      <Icon size={size} strokeWidth={2} />
    </span>
  );
}
